import { createSocket, type Socket } from 'node:dgram'
import { once } from 'node:events'
import { expect, onTestFinished, test } from 'vitest'
import { exchangeUdp } from '../../../src/net/udp-exchange.ts'
import { abortListeners, backTo, openHandles } from '../../support/open-handles.ts'

type Answer = (bytes: Buffer, port: number, socket: Socket) => void

async function peer(answer: Answer): Promise<number> {
  const socket = createSocket('udp4')
  socket.on('message', (bytes, { port }) => answer(bytes, port, socket))
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  onTestFinished(() => void socket.close())
  return socket.address().port
}

function exchange(port: number, more: Partial<Parameters<typeof exchangeUdp>[0]> = {}) {
  const bytes = Buffer.from('question')
  return exchangeUdp({
    address: '127.0.0.1',
    family: 4,
    port,
    bytes,
    timeout: 2000,
    accept: () => true,
    ...more,
  })
}

test('the first answer that is accepted', async () => {
  const port = await peer((bytes, back, socket) => {
    for (const text of ['no', 'no', `yes ${bytes.toString()}`]) socket.send(text, back, '127.0.0.1')
  })
  const before = openHandles()
  const answer = await exchange(port, { accept: (datagram) => datagram[0] === 0x79 })
  expect(answer).toMatchObject({ end: 'data' })
  expect(answer.end === 'data' && Buffer.from(answer.bytes).toString()).toBe('yes question')
  await backTo(before)
})

test('a flood ends after so many refused', async () => {
  const port = await peer((_, back, socket) => {
    for (let i = 0; i < 10; i++) socket.send('no', back, '127.0.0.1')
  })
  let seen = 0
  const accept = (): boolean => ++seen < 0
  expect(await exchange(port, { accept, maxRefused: 4 })).toEqual({ end: 'flooded' })
  await new Promise((later) => setTimeout(later, 20))
  expect(seen).toBe(4)
})

test('silence, a closed port, an address that cannot be', async () => {
  const silent = await peer(() => {})
  const before = openHandles()
  expect(await exchange(silent, { timeout: 20 })).toEqual({ end: 'silence' })
  const gone = createSocket('udp4').bind(0, '127.0.0.1')
  await once(gone, 'listening')
  const { port } = gone.address()
  gone.close()
  await once(gone, 'close')
  expect(await exchange(port)).toMatchObject({ end: 'error', code: 'ECONNREFUSED' })
  // Refused by our own machine: nothing is sent.
  expect(await exchange(53, { address: '255.255.255.255' })).toMatchObject({ end: 'error' })
  await backTo(before)
})

test('abort before and during: the reason, and nothing stays open', async () => {
  const port = await peer(() => {})
  const before = openHandles()
  const reason = new Error('enough')
  await expect(exchange(port, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
  for (const pause of [0, 10]) {
    const abort = new AbortController()
    const waiting = exchange(port, { signal: abort.signal })
    setTimeout(() => abort.abort(reason), pause)
    await expect(waiting).rejects.toBe(reason)
    expect(abortListeners(abort.signal)).toBe(0)
  }
  await backTo(before)
})

test('each exchange has a port of its own', async () => {
  const ports = new Set<number>()
  const port = await peer((bytes, back, socket) => {
    ports.add(back)
    socket.send(bytes, back, '127.0.0.1')
  })
  await Promise.all(Array.from({ length: 20 }, () => exchange(port)))
  expect(ports.size).toBe(20)
})
