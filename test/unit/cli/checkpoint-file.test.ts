import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readCheckpoint, tryCheckpointFile, writeCheckpoint } from '../../../src/cli/checkpoint-file.ts'
import type { Checkpoint } from '../../../src/index.ts'
import { UsageError } from '../../../src/cli/usage-error.ts'

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'checkpoint-'))))
afterAll(() => rm(folder, { recursive: true }))

const checkpoint = { version: 1, next: 7 } as unknown as Checkpoint

test('is read as it was written, and nothing else is left', async () => {
  const path = join(folder, 'a.checkpoint')
  await tryCheckpointFile(path)
  await writeCheckpoint(path, checkpoint)
  await tryCheckpointFile(path)
  await writeCheckpoint(path, checkpoint)
  expect(await readCheckpoint(path)).toEqual(checkpoint)
  expect(await readdir(folder)).toEqual(['a.checkpoint'])
})

test('one that is missing or no JSON is bad usage', async () => {
  await expect(readCheckpoint(join(folder, 'none'))).rejects.toThrow(
    /expected a file that --checkpoint wrote.*ENOENT/,
  )
  await writeFile(join(folder, 'bad'), '{')
  await expect(readCheckpoint(join(folder, 'bad'))).rejects.toThrow(/it is not JSON/)
})

test('a place where none can be kept is found before the scan', async () => {
  await expect(tryCheckpointFile(join(folder, 'none', 'x'))).rejects.toThrow(UsageError)
})

test.each(['192.0.2.1\n', 'null', '{"hosts":[]}'])(
  'a file of something else (%j) is refused and left as it is',
  async (text) => {
    const path = join(folder, 'hosts.txt')
    await writeFile(path, text)
    await expect(tryCheckpointFile(path)).rejects.toThrow(/expected a new file.*it holds something else/)
    expect(await readFile(path, 'utf8')).toBe(text)
  },
)

test('a folder is no place for one', async () => {
  await expect(tryCheckpointFile(folder)).rejects.toThrow(UsageError)
})
