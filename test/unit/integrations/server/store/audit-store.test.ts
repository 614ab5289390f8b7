import { embeddedStoreTests } from '../../../../support/embedded-store.ts'
import { auditTests } from '../../../../support/store-tests.ts'

embeddedStoreTests(auditTests)
