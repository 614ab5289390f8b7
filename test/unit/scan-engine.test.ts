import { expect, test } from 'vitest'
import { scan } from '../../src/scan.ts'
import type { ScanOptions } from '../../src/scan-options.ts'
import { nativeHere } from '../support/native-here.ts'

async function scanned(options: ScanOptions) {
  const run = scan('127.0.0.1', { ports: '1-65535', ...options })
  const open: number[] = []
  for await (const { port } of run) open.push(port)
  return { open: open.sort((a, b) => a - b), stats: run.stats }
}

test('a few ports are dialled in this thread', async () => {
  const { stats } = await scanned({ ports: '1-100' })
  expect(stats.engine).toBe('node')
})

test.skipIf(!nativeHere)('a few ports are dialled in threads where these are asked for', async () => {
  const { stats } = await scanned({ ports: '1-60', rate: 30, workers: 1 })
  expect(stats.engine).toBe('native')
})

test('many ports: every engine says the same of every port', { timeout: 120_000 }, async () => {
  const here = await scanned({ workers: 0 })
  const threads = await scanned({ engine: 'node', workers: 2 })
  const auto = await scanned({})
  expect(here.stats.engine).toBe('node')
  expect(threads.stats.engine).toBe('node')
  expect(auto.stats.engine).toBe(nativeHere ? 'native' : 'node')
  for (const { stats } of [here, threads, auto]) {
    expect(stats.done).toBe(65_535)
    expect(Object.keys(stats.states).sort()).toEqual(['closed', 'open'])
  }
})

test.skipIf(!nativeHere)('policy and rate hold for what threads dial', async () => {
  const { stats } = await scanned({ ports: '1-50', engine: 'native', rate: 100 })
  expect(stats.engine).toBe('native')
  expect(stats.elapsed).toBeGreaterThan(250)
  const denied = scan('127.0.0.1', { ports: '1-50', engine: 'native', deny: '127.0.0.0/8' })
  await expect(denied.report()).rejects.toMatchObject({ code: 'ERR_POLICY' })
})

test.skipIf(!nativeHere)('abort and break end its threads', async () => {
  const run = scan('127.0.0.1', { ports: '1-65535', engine: 'native', states: 'all' })
  let seen = 0
  for await (const _ of run) if (++seen === 100) break
  const other = scan('127.0.0.1', { ports: '1-65535', engine: 'native', states: 'all' })
  await expect(
    (async () => {
      for await (const _ of other) other.abort(new Error('enough'))
    })(),
  ).rejects.toThrow('enough')
  await expect.poll(() => run.stats.inFlight + other.stats.inFlight).toBe(0)
})
