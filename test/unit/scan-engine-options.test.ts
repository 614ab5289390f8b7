import { availableParallelism } from 'node:os'
import { describe, expect, test } from 'vitest'
import { createLimiter } from '../../src/net/limiter.ts'
import { tcpConnect } from '../../src/probe/tcp-connect.ts'
import { checkEngine, threadCount } from '../../src/scan-engine-options.ts'
import type { ScanOptions } from '../../src/scan-options.ts'
import { manualClock } from '../support/manual-clock.ts'
import { memoryNetwork } from '../support/memory-network.ts'

const own: Readonly<Record<string, ScanOptions>> = {
  connector: { connector: memoryNetwork({ ports: {} }).connector },
  limiter: { limiter: createLimiter(5) },
  clock: { clock: manualClock() },
  random: { random: () => 0.5 },
  'strategy.tcp': { strategy: { tcp: tcpConnect() } },
}

test('two threads, or as many as there are cores', () => {
  expect(threadCount({})).toBe(Math.min(2, availableParallelism()))
  expect(threadCount({ workers: 5 })).toBe(5)
  expect(threadCount({ workers: 0 })).toBe(0)
})

describe.each(Object.entries(own))('with %s of the application’s own', (name, options) => {
  test('all is dialled in its thread', () => {
    expect(threadCount(options)).toBe(0)
    expect(() => checkEngine(options)).not.toThrow()
    expect(() => checkEngine({ ...options, workers: 0, engine: 'node' })).not.toThrow()
  })

  test('threads and the native engine are refused, by name', () => {
    expect(() => checkEngine({ ...options, workers: 2 })).toThrow(`'workers': expected 0 beside '${name}'`)
    expect(() => checkEngine({ ...options, engine: 'native' })).toThrow(`'auto' or 'node' beside '${name}'`)
  })
})

test('the native engine needs a thread', () => {
  expect(() => checkEngine({ engine: 'native', workers: 0 })).toThrow('at least 1')
  expect(() => checkEngine({ engine: 'native' })).not.toThrow()
})
