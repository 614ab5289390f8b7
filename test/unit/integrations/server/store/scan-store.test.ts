import { embeddedStoreTests } from '../../../../support/embedded-store.ts'
import { scanTests } from '../../../../support/store-tests.ts'

embeddedStoreTests(scanTests)
