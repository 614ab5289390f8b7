import { embeddedStoreTests } from '../../../../support/embedded-store.ts'
import { endTests } from '../../../../support/store-tests.ts'

embeddedStoreTests(endTests)
