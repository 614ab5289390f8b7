import { constants } from 'node:os'
import { expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import { threadConnect } from '../../../src/probe/thread-connect.ts'
import type { DialEnd, DialWatcher } from '../../../src/threads/dial-thread.ts'
import type { DialThreads } from '../../../src/threads/dial-threads.ts'
import type { ProbeStrategy } from '../../../src/probe/strategy.ts'
import {
  GAVE_UP,
  icmpNumber,
  MET_ITSELF,
  NOT_DIALLED,
  OPENED,
  RESET,
} from '../../../src/threads/dial-records.ts'
import { testAttempt } from '../../support/attempt.ts'

const endpoint: Endpoint = { address: '192.0.2.1', family: 4, port: 1, transport: 'tcp' }

const here: ProbeStrategy = {
  name: 'here',
  transport: 'tcp',
  probe: ({ port }) => Promise.resolve({ state: 'closed', reason: 'conn-refused', rtt: port }),
}

/** Threads of which nothing is left but what they are asked, and how they answer. */
function fakeThreads() {
  const watchers: DialWatcher[] = []
  let cancels = 0
  const threads = {
    dial: (_: Endpoint, watcher: DialWatcher) => {
      return watchers.push(watcher)
    },
    cancel: () => void cancels++,
  } as unknown as DialThreads
  const end = (code: number, rest: Partial<DialEnd> = {}): void =>
    watchers.at(-1)!.ended({ code, rtt: 1.5, local: false, atBind: false, ...rest })
  return { threads, end, cancels: () => cancels }
}

const { ECONNREFUSED, EHOSTUNREACH, EMFILE, EADDRNOTAVAIL, ECONNRESET } = constants.errno

test.each<[number, Partial<DialEnd>, object]>([
  [OPENED, {}, { state: 'open', reason: 'syn-ack', rtt: 1.5 }],
  [ECONNREFUSED, {}, { state: 'closed', reason: 'conn-refused', errorCode: 'ECONNREFUSED', rtt: 1.5 }],
  [ECONNRESET, {}, { state: 'open', reason: 'conn-reset', errorCode: 'ECONNRESET', rtt: 1.5 }],
  [EHOSTUNREACH, {}, { state: 'filtered', reason: 'host-unreach', errorCode: 'EHOSTUNREACH', rtt: 1.5 }],
  [EHOSTUNREACH, { local: true }, { state: 'none', reason: 'no-route', errorCode: 'EHOSTUNREACH' }],
  [EMFILE, { local: true }, { state: 'none', reason: 'local-resource', errorCode: 'EMFILE' }],
  [EADDRNOTAVAIL, { local: true }, { state: 'none', reason: 'local-resource', errorCode: 'EADDRNOTAVAIL' }],
  [
    EADDRNOTAVAIL,
    { local: true, atBind: true },
    { state: 'none', reason: 'no-route', errorCode: 'EADDRNOTAVAIL' },
  ],
  [MET_ITSELF, {}, { state: 'none', reason: 'self-connect', errorCode: 'ESELFCONNECT' }],
  [9_999, {}, { state: 'unknown', reason: 'system-error', errorCode: 'errno 9999', rtt: 1.5 }],
  [RESET, {}, { state: 'closed', reason: 'reset', rtt: 1.5 }],
  [icmpNumber(4, 3, 13), {}, { state: 'filtered', reason: 'admin-prohibited', rtt: 1.5 }],
  [icmpNumber(6, 1, 4), {}, { state: 'closed', reason: 'port-unreach', rtt: 1.5 }],
])('the code %i with %j', async (code, rest, outcome) => {
  const { threads, end } = fakeThreads()
  const asked = threadConnect(threads, here).probe(endpoint, testAttempt())
  end(code, rest)
  expect(await asked).toEqual(outcome)
})

test('a thread is told the how-manieth try it is', async () => {
  const told: unknown[] = []
  const threads = {
    dial: (_: Endpoint, watcher: DialWatcher, attempt: number) => {
      told.push(attempt)
      watcher.ended({ code: OPENED, rtt: 1, local: false, atBind: false })
      return 0
    },
  } as unknown as DialThreads
  await threadConnect(threads, here).probe(endpoint, { ...testAttempt(), number: 3 })
  expect(told).toEqual([3])
})

test('a cancel reaches the thread, and one after the answer does not', async () => {
  const { threads, end, cancels } = fakeThreads()
  const strategy = threadConnect(threads, here)
  const [first, second] = [testAttempt(), testAttempt()]
  const left = strategy.probe(endpoint, first)
  first.cancel()
  expect(cancels()).toBe(1)
  end(GAVE_UP)
  await left
  const answered = strategy.probe(endpoint, second)
  end(OPENED)
  await answered
  second.cancel()
  expect(cancels()).toBe(1)
})

test('what nobody dialled is dialled here', async () => {
  const { threads, end } = fakeThreads()
  const asked = threadConnect(threads, here).probe({ ...endpoint, port: 7 }, testAttempt())
  end(NOT_DIALLED, { local: true })
  expect(await asked).toEqual({ state: 'closed', reason: 'conn-refused', rtt: 7 })
})

test('a try that was cancelled is not dialled here, should its thread break', async () => {
  const { threads, end } = fakeThreads()
  let dialled = 0
  const counting: ProbeStrategy = { ...here, probe: (...tried) => (dialled++, here.probe(...tried)) }
  const attempt = testAttempt()
  const left = threadConnect(threads, counting).probe(endpoint, attempt)
  attempt.cancel()
  end(NOT_DIALLED, { local: true })
  expect(await left).toMatchObject({ state: 'unknown', errorCode: 'ECANCELED' })
  expect(dialled).toBe(0)
})
