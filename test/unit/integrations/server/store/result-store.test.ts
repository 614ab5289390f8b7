import { embeddedStoreTests } from '../../../../support/embedded-store.ts'
import { resultTests } from '../../../../support/store-tests.ts'

embeddedStoreTests(resultTests)
