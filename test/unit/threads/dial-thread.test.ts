import { closeSync, openSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import { DialThread, type DialEnd } from '../../../src/threads/dial-thread.ts'
import { addressWords, GAVE_UP, LOCAL, NOT_DIALLED } from '../../../src/threads/dial-records.ts'

const endpoint: Endpoint = { address: '192.0.2.1', family: 4, port: 22, transport: 'tcp' }
const words = addressWords(endpoint.address)!

/** A script that answers each dial by what `answer` makes of it: the words code, microseconds, flags; or nothing. */
function work(answer: string, before = '', after = ''): { script: string } {
  return {
    script: `
      const { parentPort, workerData } = require('node:worker_threads')
      const orders = new Int32Array(workerData.orders)
      const answers = new Int32Array(workerData.answers)
      const [ORDER, ANSWER] = [6, 4]
      const mask = (words, size) => (words.length - 4) / size - 1
      function tell(id, words) {
        const at = Atomics.load(answers, 0)
        answers.set([id, ...words], 4 + (at & mask(answers, ANSWER)) * ANSWER)
        Atomics.store(answers, 0, at + 1)
        if (Atomics.exchange(answers, 2, 0) === 1) parentPort.postMessage('answers')
      }
      const held = new Set()
      function take() {
        for (let read = Atomics.load(orders, 1); read !== Atomics.load(orders, 0); ) {
          const at = 4 + (read & mask(orders, ORDER)) * ORDER
          const [id, what] = [orders[at], orders[at + 1]]
          Atomics.store(orders, 1, ++read)
          if ((what & 15) === 3) { for (const one of held) tell(one, [${GAVE_UP}, 0, 0]); ${after}; parentPort.close(); return }
          if ((what & 15) === 2) { if (held.delete(id)) tell(id, [${GAVE_UP}, 0, 0]); continue }
          const said = (${answer})(id, what >>> 8)
          if (said === undefined) held.add(id)
          else tell(id, said)
        }
        Atomics.store(orders, 2, 1)
        if (Atomics.load(orders, 0) !== Atomics.load(orders, 1)) setImmediate(take)
      }
      ${before}
      parentPort.on('message', take)
      parentPort.postMessage({})
      take()`,
  }
}

function dialOnce(thread: DialThread, port = 22): { id: number; end: Promise<DialEnd> } {
  let id = -1
  const end = new Promise<DialEnd>((resolve) => {
    id = thread.dial({ ...endpoint, port }, words, { ended: resolve })
  })
  return { id, end }
}

test('a dial is told with code, round trip and who said it', async () => {
  const thread = new DialThread(work(`(id, port) => [port, 1500, ${LOCAL}]`), 4)
  await thread.ready
  const { end } = dialOnce(thread, 111)
  expect(thread.underWay).toBe(1)
  expect(await end).toEqual({ code: 111, rtt: 1.5, local: true, atBind: false })
  expect(thread.underWay).toBe(0)
  await thread.stop()
})

test('no more are under way than fit, and each end makes room', async () => {
  const thread = new DialThread(work('(id, port) => port === 1 ? undefined : [0, 1, 0]'), 4)
  await thread.ready
  const held = [1, 1, 1, 1].map((port) => dialOnce(thread, port))
  expect(held.map(({ id }) => id)).toEqual([0, 1, 2, 3])
  expect(dialOnce(thread, 2).id).toBe(-1)
  thread.cancel(held[2]!.id)
  expect(await held[2]!.end).toMatchObject({ code: GAVE_UP })
  const { id, end } = dialOnce(thread, 2)
  expect(id).toBe(2)
  expect((await end).code).toBe(0)
  const stopped = thread.stop()
  const ends = await Promise.all([0, 1, 3].map((one) => held[one]!.end))
  expect(ends.map(({ code }) => code)).toEqual([GAVE_UP, GAVE_UP, GAVE_UP])
  await stopped
})

test('ten thousand dials, each with its own answer', async () => {
  const thread = new DialThread(work('(id, port) => [port, 1, 0]'), 64)
  await thread.ready
  let wrong = 0
  let done = 0
  await new Promise<void>((finished) => {
    let next = 0
    const more = (): void => {
      while (next < 10_000) {
        const port = (next % 65_535) + 1
        const ended = ({ code }: DialEnd): void => {
          if (code !== port) wrong++
          if (++done === 10_000) finished()
          else more()
        }
        const id = thread.dial({ ...endpoint, port }, words, { ended })
        if (id < 0) return
        next++
      }
    }
    more()
  })
  expect(wrong).toBe(0)
  await thread.stop()
})

/** Sits on its hands in the dial of port 1, until the gate is opened. */
const SITS = '(id, port) => { if (port === 1) Atomics.wait(workerData.gate, 0, 0) }'

test('whether a thread gets on shows by the orders that it takes', async () => {
  const gate = new Int32Array(new SharedArrayBuffer(4))
  const thread = new DialThread({ ...work(SITS), data: { gate } }, 4)
  await thread.ready
  expect(thread.getsOn(0)).toBe(true)
  const held = dialOnce(thread, 1)
  await expect.poll(() => thread.getsOn(0)).toBe(false)
  expect(thread.getsOn(60_000)).toBe(true)
  Atomics.store(gate, 0, 1)
  Atomics.notify(gate, 0)
  // Nothing else is asked of it, and still it shows, again and again.
  for (let time = 0; time < 3; time++) await expect.poll(() => thread.getsOn(0)).toBe(true)
  thread.cancel(held.id)
  expect((await held.end).code).toBe(GAVE_UP)
  await thread.stop()
})

test('a thread that never gets on is ended, and nobody dialled what it was asked', async () => {
  const gate = new Int32Array(new SharedArrayBuffer(4))
  const thread = new DialThread({ ...work(SITS), data: { gate } }, 4)
  await thread.ready
  const held = dialOnce(thread, 1)
  await expect.poll(() => thread.getsOn(0)).toBe(false)
  for (let asked = 0; asked < 2_000; asked++) thread.getsOn(0)
  expect((await held.end).code).toBe(NOT_DIALLED)
  expect(thread.alive).toBe(false)
  await thread.stop()
})

test('a script that cannot start says why', async () => {
  const thread = new DialThread(work('() => [0, 0, 0]', `throw new Error('no koffi here')`), 4)
  await expect(thread.ready).rejects.toThrow('no koffi here')
  await thread.stop()
  expect(thread.alive).toBe(false)
})

test('a script that ends before it is ready says so', async () => {
  const thread = new DialThread({ script: 'process.exit(3)' }, 4)
  await expect(thread.ready).rejects.toThrow('code 3')
  await thread.stop()
})

test('when the thread breaks, nobody dialled what it was asked, and nothing is asked of it any more', async () => {
  const thread = new DialThread(work(`(id, port) => { if (port === 2) throw new Error('broken') }`), 4)
  await thread.ready
  const [first, second] = [dialOnce(thread, 1), dialOnce(thread, 2)]
  const lost = { code: NOT_DIALLED, local: true }
  expect(await first.end).toMatchObject(lost)
  expect(await second.end).toMatchObject(lost)
  expect(thread.alive).toBe(false)
  expect(dialOnce(thread).id).toBe(-1)
  await thread.stop()
})

test('a thread that says that it is broken is asked nothing more, and told when its bell is rung no more', async () => {
  const bell = openSync('/dev/null', 'w')
  const start = `parentPort.on('message', () => { parentPort.postMessage('answers'); parentPort.close() })
    parentPort.postMessage({ bell: ${bell} })`
  const thread = new DialThread(
    {
      script: `const { parentPort, workerData } = require('node:worker_threads')
        ${start}
        const orders = new Int32Array(workerData.orders)
        orders[2] = 1
        const asked = setInterval(() => {
          if (orders[0] === 0) return
          clearInterval(asked)
          parentPort.postMessage({ broken: 'no more' })
        })`,
    },
    4,
  )
  await thread.ready
  const { end } = dialOnce(thread)
  // It ends only when it is told, so this shows that it is.
  expect((await end).code).toBe(NOT_DIALLED)
  expect(thread.alive).toBe(false)
  expect(dialOnce(thread).id).toBe(-1)
  await thread.stop()
  closeSync(bell)
})

test('a thread that is never ready is not waited for for ever', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  try {
    const thread = new DialThread({ script: 'setInterval(() => {}, 1000)' }, 4)
    // Counted without a pause: files share a process, and others set timers too.
    expect(vi.getTimerCount()).toBe(1)
    vi.advanceTimersByTime(20_000)
    expect(vi.getTimerCount()).toBe(0)
    await expect(thread.ready).rejects.toThrow('not ready after 20 seconds')
    await thread.stop()
    expect(thread.alive).toBe(false)
  } finally {
    vi.useRealTimers()
  }
})

test('a thread that breaks before it is ready says why', async () => {
  const thread = new DialThread(
    {
      script: `const { parentPort } = require('node:worker_threads')
        parentPort.once('message', () => parentPort.close())
        parentPort.postMessage({ broken: 'another layout' })`,
    },
    4,
  )
  await expect(thread.ready).rejects.toThrow('another layout')
  await thread.stop()
})

test('what the application runs before its own code is not run in the thread', async () => {
  const before = [...process.execArgv]
  process.execArgv.push('--require', '/nowhere/instrumentation.cjs')
  try {
    const thread = new DialThread(work('() => [0, 1, 0]'), 4)
    await thread.ready
    await thread.stop()
  } finally {
    process.execArgv.splice(0, Infinity, ...before)
  }
})

test('a thread that does not stop by itself is ended', async () => {
  const thread = new DialThread(work('() => undefined', '', 'for (;;);'), 4)
  await thread.ready
  const { end } = dialOnce(thread)
  await thread.stop()
  expect((await end).code).toBe(GAVE_UP)
})
