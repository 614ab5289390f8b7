import { embeddedStoreTests } from '../../../../support/embedded-store.ts'
import { eventTests } from '../../../../support/store-tests.ts'

embeddedStoreTests(eventTests)
