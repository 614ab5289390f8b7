import { embeddedStoreTests } from '../../../../support/embedded-store.ts'
import { putTests } from '../../../../support/store-tests.ts'

embeddedStoreTests(putTests)
