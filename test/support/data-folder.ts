import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { databaseImage } from '../../scripts/database-image.mjs'
import { unpackImage } from '../../src/integrations/server/store/embedded/unpack-image.ts'

/** A folder with a fresh embedded database, as the built package makes it; it goes with the process. */
export async function dataFolder(): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'portscan-data-'))
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }))
  await unpackImage(readFileSync(await databaseImage()), join(folder, 'database'))
  return folder
}
