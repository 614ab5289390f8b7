import { createSocket } from 'node:dgram'
import { describe, expect, test } from 'vitest'
import type { Connection, Received } from '../../../src/net/connection.ts'
import { udpConnector } from '../../../src/net/udp-connector.ts'
import { backTo, openHandles } from '../../support/open-handles.ts'
import { answering, closedUdpPort, udpPeer, type React } from '../../support/udp-peer.ts'

async function talk(react: React | number, use: (connection: Connection) => Promise<void>): Promise<void> {
  const port = typeof react === 'number' ? react : await udpPeer(react)
  const before = openHandles()
  const connection = await udpConnector()({ address: '127.0.0.1', family: 4, port, transport: 'udp' }, {})
  try {
    await use(connection)
  } finally {
    connection.close()
    connection.close()
  }
  await backTo(before)
}

const many =
  (count: number, bytes: Uint8Array): React =>
  (_heard, { port, address }, socket) => {
    for (let sent = 0; sent < count; sent++) socket.send(bytes, port, address)
  }

test('each datagram is a chunk, an empty one too', () =>
  talk(answering(Buffer.alloc(0)), async (connection) => {
    connection.write(Buffer.from('x'))
    expect(await connection.read({ timeout: 2_000 })).toMatchObject({ bytes: new Uint8Array(0), end: 'data' })
  }))

test('"port unreachable" ends the read, with what the system said', () =>
  closedUdpPort().then((port) =>
    talk(port, async (connection) => {
      connection.write(Buffer.from('x'))
      const received = await connection.read({ timeout: 2_000 })
      expect(received).toMatchObject({ end: 'reset', failure: { code: 'ECONNREFUSED', local: false } })
      expect((await connection.read({ timeout: 2_000 })).end).toBe('reset')
    }),
  ))

test('a read has a hard deadline, and several datagrams where one is not enough', () =>
  talk(many(3, Buffer.from('ab')), async (connection) => {
    connection.write(Buffer.from('x'))
    const all = await connection.read({ timeout: 2_000, enough: (bytes) => bytes.length >= 6 })
    expect(Buffer.from(all.bytes).toString()).toBe('ababab')
    expect(await connection.read({ timeout: 30 })).toMatchObject({ end: 'silence', truncated: false })
  }))

test('of what comes 16 KiB are kept, or what the reader says', () =>
  talk(many(1, Buffer.alloc(40_000, 1)), async (connection) => {
    connection.write(Buffer.from('x'))
    const received = await connection.read({ timeout: 2_000 })
    expect([received.bytes.length, received.truncated, received.end]).toEqual([16_384, true, 'data'])
    connection.write(Buffer.from('x'))
    const more = await connection.read({ timeout: 2_000, keep: 10 })
    expect([more.bytes.length, more.end]).toEqual([10, 'full'])
  }))

test.each([
  ['large', 3, 30_000],
  ['empty', 4_000, 0],
])('a flood of %s datagrams ends the conversation', (_what, count, size) =>
  talk(many(count, Buffer.alloc(size)), async (connection) => {
    connection.write(Buffer.from('x'))
    let asked = 0
    const received = await connection.read({ timeout: 500, enough: () => ++asked < 0 })
    // The kernel may drop what it cannot hold: then there is an end all the same.
    expect(['full', 'silence']).toContain(received.end)
    expect(asked).toBeLessThan(2_400)
  }),
)

test('a second read before the first has ended is a mistake of the caller', () =>
  talk(
    () => {},
    async (connection) => {
      const first = connection.read({ timeout: 30 })
      expect(() => connection.read({ timeout: 30 })).toThrow('one read at a time')
      expect((await first).end).toBe('silence')
    },
  ))

test('closing ends the read that waits, and nothing is said after it', () =>
  talk(
    () => {},
    async (connection) => {
      const reading = connection.read({ timeout: 5_000 })
      connection.close()
      expect((await reading).end).toBe('close')
      connection.write(Buffer.from('x'))
      expect((await connection.read({ timeout: 5_000 })).end).toBe('close')
    },
  ))

/** A server that answers from another port than the one that was asked, as TFTP's do. */
const fromElsewhere =
  (bytes: string): React =>
  (_heard, { port, address }) => {
    const other = createSocket('udp4')
    other.send(bytes, port, address, () => other.close())
  }

describe('answers from another port of the peer', () => {
  async function hear(react: React | number, anyPort: boolean): Promise<Received> {
    const port = typeof react === 'number' ? react : await udpPeer(react)
    const before = openHandles()
    const endpoint = { address: '127.0.0.1', family: 4, port, transport: 'udp' } as const
    const connection = await udpConnector()(endpoint, { anyPort })
    connection.write(Buffer.from('x'))
    const received = await connection.read({ timeout: anyPort ? 2_000 : 100 })
    connection.close()
    await backTo(before)
    return received
  }

  test('count where they may, and nowhere else', async () => {
    const { bytes, end } = await hear(fromElsewhere('hello'), true)
    expect([Buffer.from(bytes).toString(), end]).toEqual(['hello', 'data'])
    expect((await hear(fromElsewhere('hello'), false)).end).toBe('silence')
  })

  test('take nothing from those of the port itself, nor from "port unreachable"', async () => {
    expect((await hear(answering('hello'), true)).end).toBe('data')
    expect(await hear(await closedUdpPort(), true)).toMatchObject({
      end: 'reset',
      failure: { code: 'ECONNREFUSED', local: false },
    })
  })

  test('do not come from another address', async () => {
    const stranger: React = (_heard, { port, address }) => {
      const other = createSocket('udp4')
      other.bind({ address: '127.0.0.2' }, () => other.send('hello', port, address, () => other.close()))
    }
    const endpoint = {
      address: '127.0.0.1',
      family: 4,
      port: await udpPeer(stranger),
      transport: 'udp',
    } as const
    const connection = await udpConnector()(endpoint, { anyPort: true })
    connection.write(Buffer.from('x'))
    expect((await connection.read({ timeout: 200 })).end).toBe('silence')
    connection.close()
  })

  test('are waited for by no socket once the dial was cancelled', async () => {
    const endpoint = {
      address: '127.0.0.1',
      family: 4,
      port: await udpPeer(() => {}),
      transport: 'udp',
    } as const
    const before = openHandles()
    let cancel = (): void => {}
    const dial = udpConnector()(endpoint, { anyPort: true, onCancel: (hook) => (cancel = hook) })
    cancel()
    await expect(dial).rejects.toMatchObject({ code: 'ECANCELED' })
    await backTo(before)
  })
})
