import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { databaseImage } from '../../../../../../scripts/database-image.mjs'
import { openEmbedded } from '../../../../../../src/integrations/server/store/embedded/embedded-database.ts'

let directory: string
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'portscan-embedded-'))
})
afterEach(() => rmSync(directory, { recursive: true, force: true }))

test('a new folder has a database, and nothing half made that somebody left', async () => {
  const folder = join(directory, 'new', 'data')
  mkdirSync(join(folder, 'database.1.tmp', 'base'), { recursive: true })
  const database = await openEmbedded(folder, await databaseImage())
  const client = await database.pool('select 1').connect()
  expect((await client.query('select 1 + 1 as two', [])).rows).toEqual([{ two: 2 }])
  await database.close()
  expect(readdirSync(folder)).toEqual(['database'])
  await expect(client.query('select 1', [])).rejects.toThrow()
})

test('an image that is broken makes no database', async () => {
  const image = join(directory, 'image')
  writeFileSync(image, 'broken')
  await expect(openEmbedded(join(directory, 'data'), image)).rejects.toMatchObject({ code: 'ERR_STATE' })
  expect(existsSync(join(directory, 'data', 'database'))).toBe(false)
  await (await openEmbedded(join(directory, 'data'), await databaseImage())).close()
})

test('a process that is killed loses nothing that it was told is kept', async () => {
  await (await openEmbedded(directory, await databaseImage())).close()
  const kept = await killedWhileWriting(join(directory, 'database'))
  expect(kept).toBeGreaterThan(20)
  const database = await openEmbedded(directory)
  const client = await database.pool('select 1').connect()
  const { rows } = await client.query<{ rows: number }>('select max(n) as rows from kept', [])
  expect(rows[0]!.rows).toBeGreaterThanOrEqual(kept)
  await database.close()
})

/** How many rows another process was told are kept, before it was killed. */
async function killedWhileWriting(folder: string): Promise<number> {
  const script = `
    import { PGlite } from '@electric-sql/pglite'
    const database = await PGlite.create(process.argv[1])
    await database.exec('create table kept (n integer)')
    for (let n = 1; ; n++) {
      await database.query('insert into kept values ($1)', [n])
      process.stdout.write(n + '\\n')
    }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', script, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let said = ''
  for await (const chunk of child.stdout) {
    said += String(chunk)
    if (said.split('\n').length > 30) break
  }
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
  return Number(said.trimEnd().split('\n').slice(0, -1).at(-1))
}
