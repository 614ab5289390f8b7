import { expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import type { Outcome } from '../../../src/model/result.ts'
import { startingBy, startTry } from '../../../src/probe/start-try.ts'
import type { ProbeStrategy } from '../../../src/probe/strategy.ts'
import { testAttempt } from '../../support/attempt.ts'

const endpoint: Endpoint = { address: '192.0.2.1', family: 4, port: 1, transport: 'tcp' }
const open: Outcome = { state: 'open', reason: 'syn-ack', rtt: 1 }
const name = { name: 'mine', transport: 'tcp' } as const

const toldBy = (strategy: ProbeStrategy): Promise<Outcome> =>
  new Promise((ended, broke) => startTry(strategy, endpoint, testAttempt(), { ended, broke }))

test('a strategy of promises tells, of its failure too', async () => {
  expect(await toldBy({ ...name, probe: () => Promise.resolve(open) })).toBe(open)
  const broken = toldBy({ ...name, probe: () => Promise.reject(new Error('broken')) })
  await expect(broken).rejects.toThrow('broken')
})

test('a strategy that tells without promises gives one where it is asked for', async () => {
  const strategy = startingBy((_, __, told) => queueMicrotask(() => told.ended(open)), name)
  expect(await toldBy(strategy)).toBe(open)
  expect(await strategy.probe(endpoint, testAttempt())).toBe(open)
  const broken = startingBy((_, __, told) => queueMicrotask(() => told.broke(new Error('broken'))), name)
  await expect(broken.probe(endpoint, testAttempt())).rejects.toThrow('broken')
})

test('a copy with a probe of its own is asked by that', async () => {
  const never = startingBy(() => expect.unreachable(), name)
  expect(await toldBy({ ...never, probe: () => Promise.resolve(open) })).toBe(open)
})
