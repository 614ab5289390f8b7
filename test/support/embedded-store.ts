import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll } from 'vitest'
import { databaseImage } from '../../scripts/database-image.mjs'
import { openStore, type OpenStore } from '../../src/integrations/server/store/open-store.ts'

let opened: Promise<OpenStore> | undefined

/**
 * A store in a folder of its own, shared by all tests of this process: to open one takes a second and 300 MB. Tests have
 * tenants of their own, and nobody closes it; its folder goes with the process.
 */
export function embeddedStore(): Promise<OpenStore> {
  opened ??= open()
  return opened
}

/** Tests that any store passes, on the shared embedded one. */
export function embeddedStoreTests(tests: (store: () => OpenStore) => void): void {
  let store: OpenStore
  beforeAll(async () => {
    store = await embeddedStore()
  })
  tests(() => store)
}

async function open(): Promise<OpenStore> {
  const directory = mkdtempSync(join(tmpdir(), 'portscan-store-'))
  process.once('exit', () => rmSync(directory, { recursive: true, force: true }))
  return openStore({ directory }, { image: await databaseImage() })
}
