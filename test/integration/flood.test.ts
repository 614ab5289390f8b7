import { fork, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { tcpConnector } from '../../src/net/tcp-connector.ts'
import { backTo, openHandles } from '../support/open-handles.ts'

const PEERS = 10_000
const AT_ONCE = 500
/** Bytes that all of them together may cost: twice what `npm run lab:hostile` aims at, in a process that does only that. */
const MOST = 128 * 2 ** 20

// A process of its own, so that only our side is measured: whoever connects is flooded until the connection ends.
const FLOODER = `
  const chunk = Buffer.alloc(65_536, 'x')
  const server = require('node:net').createServer((socket) => {
    const pour = () => { while (socket.writable && socket.write(chunk)); }
    socket.on('error', () => {}).on('drain', pour)
    pour()
  })
  server.listen(0, '127.0.0.1', 4_096, () => process.send(server.address().port))
  process.on('disconnect', () => process.exit())
`
let flooder: ChildProcess
let port = 0

beforeAll(async () => {
  flooder = fork('-', { execArgv: ['-e', FLOODER], stdio: 'ignore' })
  ;[port] = (await once(flooder, 'message')) as [number]
})

afterAll(() => void flooder.disconnect())

async function listenTo(peers: { left: number }): Promise<void> {
  const dial = tcpConnector({ sharedBuffer: true })
  while (peers.left-- > 0) {
    const endpoint = { address: '127.0.0.1', family: 4, port, transport: 'tcp' } as const
    const connection = await dial(endpoint, { timeout: 60_000 })
    const { bytes, truncated } = await connection.read({ timeout: 60_000 })
    connection.close()
    expect([bytes.length, truncated]).toEqual([16_384, true])
  }
}

test('10,000 peers that flood cost no memory but for what is kept (H04)', { timeout: 120_000 }, async () => {
  // What is loaded and compiled once is there before anything is measured.
  await listenTo({ left: 5 })
  const handles = openHandles()
  const before = process.memoryUsage.rss()
  let most = before
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage.rss())), 10)
  const peers = { left: PEERS }
  await Promise.all(Array.from({ length: AT_ONCE }, () => listenTo(peers)))
  clearInterval(watch)
  expect(most - before).toBeLessThan(MOST)
  await backTo(handles)
})
