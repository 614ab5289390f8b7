import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest'
import { keepCheckpoint } from '../../../src/cli/keep-checkpoint.ts'
import type { Scan } from '../../../src/index.ts'

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'keep-'))))
afterAll(() => rm(folder, { recursive: true }))
afterEach(() => void vi.useRealTimers())

function counting(): Pick<Scan, 'checkpoint'> {
  let next = 0
  return { checkpoint: () => ({ next: next++ }) } as unknown as Pick<Scan, 'checkpoint'>
}

test('is written from time to time, and at an end that is not the end', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
  const path = join(folder, 'a')
  const keeper = keepCheckpoint(counting(), path)
  vi.advanceTimersByTime(35_000)
  expect(vi.getTimerCount()).toBe(1)
  await keeper.finish(false)
  expect(vi.getTimerCount()).toBe(0)
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual({ next: 3 })
})

test('is taken away when nothing is left to do', async () => {
  const path = join(folder, 'b')
  await keepCheckpoint(counting(), path).finish(false)
  await keepCheckpoint(counting(), path).finish(true)
  await expect(readFile(path)).rejects.toThrow('ENOENT')
})

test('a failure to write it is not kept quiet', async () => {
  await expect(keepCheckpoint(counting(), join(folder, 'none', 'c')).finish(false)).rejects.toThrow('ENOENT')
})
