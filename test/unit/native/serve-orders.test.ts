import { EventEmitter } from 'node:events'
import type { MessagePort } from 'node:worker_threads'
import { expect, test } from 'vitest'
import { serveOrders, type Hands } from '../../../src/native/serve-orders.ts'
import type { SystemCalls } from '../../../src/native/system-calls.ts'
import * as records from '../../../src/threads/dial-records.ts'
import { RecordRing } from '../../../src/threads/record-ring.ts'

const BELL = 7

/** A thread's surroundings in memory. */
function thread(orders: readonly (readonly [id: number, kind: number])[]) {
  const start = {
    orders: RecordRing.memory(16, records.ORDER_WORDS),
    answers: RecordRing.memory(8, records.ANSWER_WORDS),
  }
  const said: unknown[] = []
  const closed: unknown[] = []
  const port = Object.assign(new EventEmitter(), {
    postMessage: (message: unknown) => void said.push(message),
    close: () => void closed.push('port'),
  })
  const calls = {
    eventfd: () => BELL,
    read: () => 8,
    close: (fd: number) => (closed.push(fd), 0),
  } as unknown as SystemCalls
  const ring = new RecordRing(start.orders, records.ORDER_WORDS)
  for (const [id, kind] of orders) {
    const at = ring.reserve()
    if (kind === records.DIAL) {
      const endpoint = { address: '192.0.2.1', family: 4, port: 22, transport: 'tcp' } as const
      records.writeDial(ring.words, at, id, endpoint, records.addressWords(endpoint.address)!, 3)
    } else ring.words.set([id, kind], at)
    ring.commit()
  }
  const answers = new RecordRing(start.answers, records.ANSWER_WORDS)
  // As the one that reads them, it sleeps.
  answers.fallAsleep()
  const heard = (): [id: number, code: number][] => {
    const all: [number, number][] = []
    for (let at = answers.peek(); at >= 0; at = answers.peek()) {
      all.push([answers.words[at]!, answers.words[at + 1]!])
      answers.release()
    }
    return all
  }
  const serve = (begin: Parameters<typeof serveOrders>[4]): void =>
    serveOrders(port as unknown as MessagePort, start, calls, 2, begin)
  return { serve, said, closed, heard, dismiss: () => port.emit('message', 0) }
}

const idle: Hands = { open: () => {}, dial: () => {}, cancel: () => {}, wait: () => false, close: () => {} }

test('orders are carried out in their order until it is told to stop, and the bell is closed when it is dismissed', () => {
  const { serve, said, closed, heard, dismiss } = thread([
    [1, records.DIAL],
    [2, records.DIAL],
    [1, records.CANCEL],
    [0, records.STOP],
    [3, records.DIAL],
  ])
  const done: unknown[] = []
  serve((told, capacity) => {
    done.push(['made', capacity])
    return {
      open: (bell) => void done.push(['open', bell]),
      dial(id, family, port, attempt, words, at) {
        done.push(['dial', id, records.addressText(family, words, at), port, attempt])
        if (id === 2) told(id, records.OPENED, 1, false, false)
      },
      cancel: (id) => void done.push(['cancel', id]),
      send: () => void done.push('send'),
      wait: (timeout) => (done.push(['wait', timeout]), false),
      close: (code) => void done.push(['close', code]),
    }
  })
  expect(done).toEqual([
    ['made', 8],
    ['open', BELL],
    ['dial', 1, '192.0.2.1', 22, 3],
    ['dial', 2, '192.0.2.1', 22, 3],
    'send',
    ['wait', 0],
    ['cancel', 1],
    ['close', undefined],
  ])
  expect(heard()).toEqual([[2, records.OPENED]])
  expect(said).toEqual([{ bell: BELL }, 'answers'])
  expect(closed).toEqual([])
  dismiss()
  expect(closed).toEqual([BELL, 'port'])
})

test('hands that break are closed, and what they had under way was not dialled', () => {
  const { serve, said, closed, heard, dismiss } = thread([[1, records.DIAL]])
  serve((told) => ({
    ...idle,
    wait() {
      throw new Error('broken in the middle')
    },
    close: (code) => told(1, code!, 0, true, false),
  }))
  expect(heard()).toEqual([[1, records.NOT_DIALLED]])
  expect(said).toEqual([{ bell: BELL }, { broken: 'Error: broken in the middle' }, 'answers'])
  dismiss()
  expect(closed).toEqual([BELL, 'port'])
})

test('why they cannot begin is said, and what they had opened is closed', () => {
  const { serve, said } = thread([])
  const closed: unknown[] = []
  serve(() => ({
    ...idle,
    open() {
      throw new Error('not allowed')
    },
    close: (code) => void closed.push(code),
  }))
  expect(said).toEqual([{ broken: 'Error: not allowed' }])
  expect(closed).toEqual([records.NOT_DIALLED])
})
