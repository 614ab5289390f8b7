import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepCheckpoint } from '../../../src/cli/keep-checkpoint.ts'
import type { Scan } from '../../../src/index.ts'

let folder = ''
beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'keep-'))))
afterAll(() => rm(folder, { recursive: true }))

function counting(): Pick<Scan, 'checkpoint'> {
  let next = 0
  return { checkpoint: () => ({ next: next++ }) } as unknown as Pick<Scan, 'checkpoint'>
}

const printed = { flush: () => Promise.resolve() }
const nextIn = async (path: string): Promise<number> =>
  (JSON.parse(await readFile(path, 'utf8')) as { next: number }).next

test('is written from time to time, and at an end that is not the end', async () => {
  const path = join(folder, 'a')
  const keeper = keepCheckpoint(counting(), path, { ...printed, every: 5 })
  await expect.poll(() => nextIn(path).catch(() => 0), { timeout: 5_000 }).toBeGreaterThan(2)
  await keeper.finish(false)
  const last = await nextIn(path)
  expect(last).toBeGreaterThan(3)
  await new Promise((later) => setTimeout(later, 30))
  expect(await nextIn(path)).toBe(last)
})

test('is not written before what it calls done is printed', async () => {
  const path = join(folder, 'order')
  let print = (): void => {}
  const flush = (): Promise<void> => new Promise((resolve) => (print = resolve))
  const keeper = keepCheckpoint(counting(), path, { flush, every: 5 })
  await new Promise((later) => setTimeout(later, 30))
  await expect(readFile(path)).rejects.toThrow('ENOENT')
  print()
  await expect.poll(() => nextIn(path).catch(() => -1), { timeout: 5_000 }).toBe(0)
  keeper.leave()
})

test('is left as it is where not all was printed', async () => {
  const path = join(folder, 'left')
  const flush = (): Promise<void> => Promise.reject(new Error('disk full'))
  const keeper = keepCheckpoint(counting(), path, { flush, every: 5 })
  await new Promise((later) => setTimeout(later, 30))
  keeper.leave()
  await expect(readFile(path)).rejects.toThrow('ENOENT')
})

test('is taken away when nothing is left to do', async () => {
  const path = join(folder, 'b')
  await keepCheckpoint(counting(), path, printed).finish(false)
  await keepCheckpoint(counting(), path, printed).finish(true)
  await expect(readFile(path)).rejects.toThrow('ENOENT')
})

test('a failure to write it is not kept quiet', async () => {
  const keeper = keepCheckpoint(counting(), join(folder, 'none', 'c'), printed)
  await expect(keeper.finish(false)).rejects.toThrow('ENOENT')
})
