import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { DialSocket, type DialEvents } from '../../../src/net/dial-socket.ts'
import { backTo, openHandles } from '../../support/open-handles.ts'
import { greets, later, closes, resets } from '../../support/peer-script.ts'
import { closedPort, scriptedServer } from '../../support/scripted-server.ts'

/** What a dial's owner hears, until something that ends the wait. */
function listening(socket: DialSocket): { heard: string[]; next(): Promise<string> } {
  const heard: string[] = []
  let wake = (): void => {}
  const hear = (what: string): void => {
    heard.push(what)
    wake()
  }
  const owner: DialEvents = {
    connected: () => hear('connected'),
    failed: (error, local) => hear(`failed ${error?.code ?? 'without error'}${local ? ' here' : ''}`),
    received: (chunk) => hear(`received ${Buffer.from(chunk).toString()}`),
    ended: () => hear('ended'),
  }
  socket.owner = owner
  const next = async (): Promise<string> => {
    const at = heard.length
    while (heard.length === at) await new Promise<void>((resolve) => (wake = resolve))
    return heard[at]!
  }
  return { heard, next }
}

const at = (port: number, address = '127.0.0.1') => ({ address, family: 4, port }) as const

test('tells its owner, and nobody else, what happens', async () => {
  await using server = await scriptedServer(later(20, greets('hello', later(20, closes))))
  const socket = new DialSocket()
  const { heard, next } = listening(socket)
  socket.dial(at(server.port))
  await next()
  socket.resume()
  for (let event = 0; event < 2; event++) await next()
  expect(heard).toEqual(['connected', 'received hello', 'ended'])
  socket.hangUp()
  await server.quiet()
  expect(heard).toHaveLength(3)
})

test('a refusal is the network’s word', async () => {
  const socket = new DialSocket()
  const { next } = listening(socket)
  socket.dial(at(await closedPort()))
  expect(await next()).toBe('failed ECONNREFUSED')
})

test('what fails before a packet is sent is our own machine’s word', async () => {
  for (const [address, from] of [
    ['255.255.255.255', undefined],
    ['127.0.0.1', '192.0.2.77'],
  ] as const) {
    const socket = new DialSocket()
    const { next } = listening(socket)
    socket.dial(at(9, address), from)
    expect(await next()).toMatch(/^failed E[A-Z]+ here$/)
  }
})

test('once the owner is gone, nothing is told', async () => {
  await using server = await scriptedServer(greets('hello', later(10, resets)))
  const socket = new DialSocket()
  const { heard, next } = listening(socket)
  socket.dial(at(server.port))
  await next()
  socket.hangUp()
  socket.hangUp()
  await server.quiet()
  expect(heard).toEqual(['connected'])
})

test('hanging up resets an open connection: no TIME_WAIT stays on our side', async () => {
  const before = openHandles()
  const ended: string[] = []
  const server = createServer((socket) => {
    socket.on('error', ({ code }: NodeJS.ErrnoException) => ended.push(String(code)))
    socket.on('end', () => ended.push('FIN'))
    socket.resume()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const socket = new DialSocket()
  const { next } = listening(socket)
  socket.dial(at((server.address() as { port: number }).port))
  await next()
  socket.hangUp()
  while (ended.length === 0) await new Promise((resolve) => setTimeout(resolve, 2))
  expect(ended).toEqual(['ECONNRESET'])
  await new Promise((resolve) => server.close(resolve))
  await backTo(before)
})
