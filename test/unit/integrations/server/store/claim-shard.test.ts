import { embeddedStoreTests } from '../../../../support/embedded-store.ts'
import { claimTests } from '../../../../support/store-tests.ts'

embeddedStoreTests(claimTests)
