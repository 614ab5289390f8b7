import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import { NOT_DIALLED } from '../../../src/threads/dial-records.ts'
import type { DialEnd } from '../../../src/threads/dial-thread.ts'
import { DialThreads } from '../../../src/threads/dial-threads.ts'
import { threadsOfTheProcess } from '../../support/process-threads.ts'
import script from '../../../src/threads/node-dialer.ts?thread'

let server: Server
let open: Endpoint

beforeAll(async () => {
  server = createServer((socket) => socket.on('error', () => {}))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  open = { address: '127.0.0.1', family: 4, port: (server.address() as AddressInfo).port, transport: 'tcp' }
})
afterAll(() => server.close())

const dial = (threads: DialThreads, endpoint: Endpoint): Promise<DialEnd> =>
  new Promise((resolve) => void threads.dial(endpoint, { ended: resolve }))

test('dials are shared, and all are answered', async () => {
  const threads = await DialThreads.start({ script }, 2, 100)
  expect(threads.whole).toBe(true)
  const ends = await Promise.all(Array.from({ length: 50 }, () => dial(threads, open)))
  expect(ends.every(({ code }) => code === 0)).toBe(true)
  await threads.stop()
  expect(threads.whole).toBe(false)
})

test('where no more may be under way nobody dials', async () => {
  const threads = await DialThreads.start({ script }, 1, 2)
  const ends = await Promise.all(Array.from({ length: 3 }, () => dial(threads, open)))
  expect(ends.map(({ code, local }) => [code, local])).toEqual([
    [0, false],
    [0, false],
    [NOT_DIALLED, true],
  ])
  await threads.stop()
})

test('an address with a zone is not theirs', async () => {
  const threads = await DialThreads.start({ script }, 1, 2)
  expect(threads.takes(open)).toBe(true)
  expect(threads.takes({ ...open, address: '::1', family: 6 })).toBe(true)
  expect(threads.takes({ ...open, address: 'fe80::1%lo', family: 6 })).toBe(false)
  await threads.stop()
})

test('where one cannot start there is none', async () => {
  const broken = { script: `throw new Error('not on this machine')` }
  await expect(DialThreads.start(broken, 2, 4)).rejects.toThrow('not on this machine')
})

test('where one of them cannot even be made, the others end', async () => {
  // The system's own pool of threads is made by the first of all.
  await (await DialThreads.start({ script }, 1, 2)).stop()
  const before = threadsOfTheProcess()
  let made = 0
  const data = {
    // What cannot be cloned makes no thread.
    get second() {
      return ++made === 2 ? () => {} : undefined
    },
  }
  await expect(DialThreads.start({ script, data }, 2, 4)).rejects.toThrow('could not be cloned')
  expect(made).toBe(2)
  await expect.poll(() => !(threadsOfTheProcess() > before)).toBe(true)
})
