import { embeddedStoreTests } from '../../../../support/embedded-store.ts'
import { createTests } from '../../../../support/store-tests.ts'

embeddedStoreTests(createTests)
