import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { databaseImage } from '../../../../../scripts/database-image.mjs'
import { openStore } from '../../../../../src/integrations/server/store/open-store.ts'
import { freePort } from '../../../../support/real-server.ts'
import { scanned } from '../../../../support/service-scan.ts'

const directory = mkdtempSync(join(tmpdir(), 'portscan-open-'))
afterAll(() => rmSync(directory, { recursive: true, force: true }))

test('what is kept in a folder is there when it is opened again, by one at a time', async () => {
  const image = await databaseImage()
  const store = await openStore({ directory }, { image })
  await expect(openStore({ directory }, { image })).rejects.toMatchObject({ code: 'ERR_STATE' })
  const scanId = await scanned(store, 't', { a: [22] })
  await store.close()
  const again = await openStore({ directory }, { image })
  expect(await again.scans.get('t', scanId)).toMatchObject({ status: 'done' })
  await again.close()
  expect(readdirSync(directory)).toEqual(['database'])
})

test('a server that is not there is said at once', async () => {
  const url = `postgres://x@127.0.0.1:${await freePort()}/y`
  await expect(openStore({ url })).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})
