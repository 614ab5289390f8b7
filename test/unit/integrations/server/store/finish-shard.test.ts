import { embeddedStoreTests } from '../../../../support/embedded-store.ts'
import { finishTests } from '../../../../support/store-tests.ts'

embeddedStoreTests(finishTests)
