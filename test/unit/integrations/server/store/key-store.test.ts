import { embeddedStoreTests } from '../../../../support/embedded-store.ts'
import { keyTests } from '../../../../support/store-tests.ts'

embeddedStoreTests(keyTests)
