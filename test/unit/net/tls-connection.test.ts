import type { TLSSocket, TlsOptions } from 'node:tls'
import { afterEach, expect, test } from 'vitest'
import { startTls } from '../../../src/net/start-tls.ts'
import { tcpConnector } from '../../../src/net/tcp-connector.ts'
import type { TlsConnection } from '../../../src/net/tls-connection.ts'
import { backTo, openHandles } from '../../support/open-handles.ts'
import { tlsServer } from '../../support/tls-server.ts'

const before = openHandles()
const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
  await backTo(before)
})

async function inside(serve: (socket: TLSSocket) => void, options: TlsOptions = {}): Promise<TlsConnection> {
  const server = await tlsServer(serve, options)
  const raw = await tcpConnector()(
    { address: '127.0.0.1', family: 4, port: server.port, transport: 'tcp' },
    {},
  )
  const connection = await startTls(raw, { timeout: 5_000 })
  cleanups.push(
    () => connection.close(),
    () => server.close(),
  )
  return connection
}

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString()

test('a conversation inside', async () => {
  const connection = await inside((socket) => {
    socket.write('hello')
    socket.on('data', (chunk) => socket.write(`heard ${chunk.toString()}`))
  })
  expect(text((await connection.read({ timeout: 5_000 })).bytes)).toBe('hello')
  connection.write(Buffer.from('ping'))
  const enough = (bytes: Uint8Array): boolean => text(bytes).endsWith('ping')
  expect(await connection.read({ timeout: 5_000, enough })).toMatchObject({ end: 'data', truncated: false })
  expect(await connection.read({ timeout: 20 })).toMatchObject({ end: 'silence', bytes: new Uint8Array(0) })
})

test('what came between two reads is not lost, and what is not kept is counted', async () => {
  const connection = await inside((socket) => {
    socket.write('first')
    socket.on('data', () => socket.write('more of it'))
  })
  await connection.read({ timeout: 5_000 })
  connection.write(Buffer.from('x'))
  await connection.read({ timeout: 200, enough: (bytes) => bytes.length >= 10 }).then(({ bytes }) => {
    expect(text(bytes)).toBe('more of it')
  })
  connection.write(Buffer.from('x'))
  const cut = await connection.read({ timeout: 5_000, keep: 4, enough: (bytes) => bytes.length >= 4 })
  expect(cut).toMatchObject({ truncated: true, end: 'data' })
  expect(text(cut.bytes)).toBe('more')
})

test.each(['TLSv1.2', 'TLSv1.3'] as const)('the end of the peer over %s', async (version) => {
  const connection = await inside((socket) => socket.end('bye'), { minVersion: version, maxVersion: version })
  const { bytes, end } = await connection.read({ timeout: 5_000, enough: () => false })
  expect([text(bytes), end]).toEqual(['bye', 'close'])
  expect((await connection.read({ timeout: 5_000 })).end).toBe('close')
})

test('H26: bytes are counted on the wire: an endless stream ends with full', async () => {
  const connection = await inside((socket) => {
    const chunk = Buffer.alloc(16_384, 0x41)
    const pour = (): void => {
      while (!socket.destroyed && socket.write(chunk));
    }
    socket.on('drain', pour)
    pour()
  })
  const { bytes, truncated, end } = await connection.read({ timeout: 5_000, enough: () => false })
  expect(bytes.length).toBeLessThanOrEqual(16_384)
  expect([truncated, end]).toEqual([true, 'full'])
})

test('one read at a time; closing ends the one that waits', async () => {
  const connection = await inside(() => {})
  const first = connection.read({ timeout: 60_000 })
  expect(() => connection.read({ timeout: 1 })).toThrow('one read at a time')
  connection.close()
  connection.close()
  expect((await first).end).toBe('close')
  connection.write(Buffer.from('into the void'))
  expect((await connection.read({ timeout: 60_000 })).end).toBe('close')
})
