import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { createServer, type TLSSocket, type TlsOptions } from 'node:tls'

export interface TlsServer extends AsyncDisposable {
  readonly port: number
  close(): Promise<void>
}

/** A file of `test/fixtures/tls`: `server.pem` and `expired.pem` are certificates, `.key` their keys. */
export function tlsFixture(name: string): Buffer {
  return readFileSync(new URL(`../fixtures/tls/${name}`, import.meta.url))
}

/**
 * A real TLS server on loopback, whose certificate is `server.pem` unless `options` say otherwise.
 *
 * @example
 * await using server = await tlsServer((socket) => socket.write('hello'), { maxVersion: 'TLSv1.2' })
 */
export async function tlsServer(
  serve: (socket: TLSSocket) => void,
  options: TlsOptions = {},
): Promise<TlsServer> {
  const sockets = new Set<TLSSocket>()
  const server = createServer(
    { key: tlsFixture('server.key'), cert: tlsFixture('server.pem'), ciphers: 'ALL:@SECLEVEL=0', ...options },
    (socket) => {
      sockets.add(socket)
      socket.on('error', () => {})
      socket.on('close', () => sockets.delete(socket))
      serve(socket)
    },
  )
  server.on('tlsClientError', () => {})
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const close = async (): Promise<void> => {
    for (const socket of sockets) socket.destroy()
    await new Promise((closed) => server.close(closed))
  }
  return { port: (server.address() as AddressInfo).port, close, [Symbol.asyncDispose]: close }
}
