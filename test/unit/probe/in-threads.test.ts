import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import { inThreads, type InThreadsOptions } from '../../../src/probe/in-threads.ts'
import type { ProbeStrategy } from '../../../src/probe/strategy.ts'
import script from '../../../src/threads/node-dialer.ts?thread'
import { testAttempt } from '../../support/attempt.ts'
import { threadsOfTheProcess } from '../../support/process-threads.ts'

let server: Server
let open: Endpoint

beforeAll(async () => {
  server = createServer((socket) => socket.on('error', () => {}))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open = { address: '127.0.0.1', family: 4, port: (server.address() as AddressInfo).port, transport: 'tcp' }
})
afterAll(() => server.close())

/** Says "closed", which an open port never is: so it shows who dialled. */
const here: ProbeStrategy = {
  name: 'here',
  transport: 'tcp',
  probe: () => Promise.resolve({ state: 'closed', reason: 'conn-refused' }),
}

const broken = (): never => {
  throw new Error('not to be had')
}

function set(options: Partial<InThreadsOptions>) {
  const started: number[] = []
  const strategy = inThreads({
    works: [() => ({ script })],
    threads: 1,
    capacity: 16,
    after: 0,
    here,
    started: (work) => started.push(work),
    ...options,
  })
  const dialledBy = async (endpoint = open): Promise<string> => {
    const { state } = await strategy.probe(endpoint, testAttempt())
    return state === 'open' ? 'threads' : 'here'
  }
  return { strategy, started, dialledBy }
}

test('this thread dials until the others can', async () => {
  const { strategy, started, dialledBy } = set({})
  const leave = await strategy.open!()
  expect(await dialledBy()).toBe('here')
  await expect.poll(() => started).toEqual([0])
  expect(await dialledBy()).toBe('threads')
  expect(await dialledBy({ ...open, address: '::1%lo', family: 6 })).toBe('here')
  await leave()
  expect(await dialledBy()).toBe('here')
})

test('few dials make no thread', async () => {
  const { strategy, started, dialledBy } = set({ after: 3 })
  const leave = await strategy.open!()
  for (let dial = 0; dial < 3; dial++) await dialledBy()
  await new Promise((resolve) => setTimeout(resolve, 200))
  expect(started).toEqual([])
  await dialledBy()
  await expect.poll(() => started).toEqual([0])
  await leave()
})

test('the first work that can be had is done', async () => {
  const { strategy, started, dialledBy } = set({
    works: [broken, () => ({ script: 'process.exit(1)' }), () => ({ script })],
  })
  const leave = await strategy.open!()
  await expect.poll(() => started).toEqual([2])
  expect(await dialledBy()).toBe('threads')
  await leave()
})

test('where none can be had this thread dials it all', async () => {
  const { strategy, started, dialledBy } = set({ works: [broken] })
  const leave = await strategy.open!()
  await new Promise((resolve) => setTimeout(resolve, 50))
  expect(await dialledBy()).toBe('here')
  expect(started).toEqual([])
  await leave()
})

test('where they are required they are waited for, or the reason is thrown', async () => {
  const good = set({ required: true })
  const leave = await good.strategy.open!()
  expect(await good.dialledBy()).toBe('threads')
  await leave()
  const bad = set({ required: true, works: [broken] })
  await expect(Promise.resolve(bad.strategy.open!())).rejects.toThrow('not to be had')
})

test('what the threads dial is guarded', async () => {
  const seen: string[] = []
  const guard = (strategy: ProbeStrategy): ProbeStrategy => ({
    ...strategy,
    probe: (endpoint, attempt) => {
      seen.push(endpoint.address)
      return strategy.probe(endpoint, attempt)
    },
  })
  const { strategy, dialledBy } = set({ required: true, guard })
  const leave = await strategy.open!()
  await dialledBy()
  expect(seen).toEqual(['127.0.0.1'])
  await leave()
})

test('a run that ends while they start leaves none behind', async () => {
  const { strategy, started } = set({})
  const leave = await strategy.open!()
  await leave()
  await new Promise((resolve) => setTimeout(resolve, 300))
  expect(started).toEqual([])
})

/** Dials the usual way, but breaks when it has taken so many orders. */
const breaksAfter = (orders: number): string => `{
  const { workerData } = require('node:worker_threads')
  const orders = new Int32Array(workerData.orders)
  setInterval(() => { if (Atomics.load(orders, 1) >= ${orders}) throw new Error('broken in the middle') })
}
${script}`

test('when a thread breaks, this one asks what it had under way, and all the rest', async () => {
  let broken = 0
  const { strategy, started, dialledBy } = set({
    works: [() => ({ script: breaksAfter(20) })],
    required: true,
    threads: 2,
    capacity: 64,
    broken: () => broken++,
  })
  const leave = await strategy.open!()
  expect(started).toEqual([0])
  const by: string[] = []
  const batch = async (): Promise<void> => {
    by.push(...(await Promise.all(Array.from({ length: 30 }, () => dialledBy()))))
  }
  await expect
    .poll(async () => {
      await batch()
      return broken
    })
    .toBe(1)
  await batch()
  expect(by.slice(-30)).toEqual(Array.from({ length: 30 }, () => 'here'))
  expect(by).toContain('threads')
  expect(broken).toBe(1)
  await leave()
})

/** Answers nothing, and ends when so many orders are there. */
const endsAfter = (orders: number): string => `
  const { parentPort, workerData } = require('node:worker_threads')
  const orders = new Int32Array(workerData.orders)
  setInterval(() => { if (Atomics.load(orders, 0) >= ${orders}) process.exit(1) })
  parentPort.postMessage({})`

test('that a thread broke is told before anybody else is asked what it had under way', async () => {
  let broken = 0
  const seen: number[] = []
  const asked: ProbeStrategy = { ...here, probe: (...tried) => (seen.push(broken), here.probe(...tried)) }
  const { strategy, dialledBy } = set({
    works: [() => ({ script: endsAfter(5) })],
    required: true,
    here: asked,
    broken: () => broken++,
  })
  const leave = await strategy.open!()
  await Promise.all(Array.from({ length: 5 }, () => dialledBy()))
  expect(seen).toEqual([1, 1, 1, 1, 1])
  await leave()
})

test('a run that begins while the threads of one that has ended are being made has one crew', async () => {
  const { strategy, started, dialledBy } = set({})
  const before = threadsOfTheProcess()
  const first = await strategy.open!()
  const left = first()
  const second = await strategy.open!()
  await left
  await expect.poll(() => started).toHaveLength(1)
  expect(await dialledBy()).toBe('threads')
  expect(threadsOfTheProcess()).toBe(before + 1)
  await second()
  expect(await dialledBy()).toBe('here')
  expect(started).toHaveLength(1)
})
