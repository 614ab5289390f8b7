import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { openStore } from '../../../../../src/integrations/server/store/open-store.ts'
import { databaseImage } from '../../../../../scripts/database-image.mjs'
import { storeTests } from '../../../../support/store-tests.ts'

const directory = mkdtempSync(join(tmpdir(), 'portscan-store-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

storeTests('PGlite', async () => openStore({ directory }, { image: await databaseImage() }), undefined)
