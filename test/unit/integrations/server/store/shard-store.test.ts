import { embeddedStoreTests } from '../../../../support/embedded-store.ts'
import { shardTests } from '../../../../support/store-tests.ts'

embeddedStoreTests(shardTests)
