// Scan from another place: every connection goes through a SOCKS5 proxy (RFC 1928), such as that of `ssh -D 1080`.
import { scan, tcpConnector } from 'portscan-core'
import type { Connection, Connector, DialFailure, Endpoint, Received } from 'portscan-core'

const [host = '127.0.0.1', ports = '22,80', proxyPort = '1080'] = process.argv.slice(2)
const proxy: Endpoint = { address: '127.0.0.1', family: 4, port: Number(proxyPort), transport: 'tcp' }
const dial = tcpConnector()

const FAILURES: Readonly<Record<number, string>> = {
  2: 'EACCES',
  3: 'ENETUNREACH',
  4: 'EHOSTUNREACH',
  5: 'ECONNREFUSED',
}
/** Who cannot use the proxy knows nothing of the port: that is a failure of this side. */
const noProxy: DialFailure = { code: 'ENETDOWN', local: true }

const throughProxy: Connector = async (endpoint, options) => {
  const connection = await dial(proxy, options).catch((cause: unknown) => fail({ ...noProxy, cause }))
  // Version 5, one method: no login.
  const greeting = await ask(connection, [5, 1, 0], () => 2)
  if (greeting.bytes[1] !== 0) return fail(noProxy, connection)
  const address = Buffer.from(endpoint.address)
  const wish = [5, 1, 0, 3, address.length, ...address, endpoint.port >> 8, endpoint.port & 255]
  const { bytes, rtt } = await ask(connection, wish, replySize)
  if (bytes[1] === 0) return conversation(connection, endpoint, rtt, bytes.subarray(replySize(bytes)))
  return fail(bytes.length < 2 ? noProxy : { code: FAILURES[bytes[1]!] ?? 'ETIMEDOUT' }, connection)
}

/** A reply ends with an address (4 bytes, 16, or a name after its length) and a port. */
function replySize([, , , type, length = 255]: Uint8Array): number {
  return 6 + (type === 1 ? 4 : type === 4 ? 16 : 1 + length)
}

function ask(
  connection: Connection,
  words: number[],
  size: (bytes: Uint8Array) => number,
): Promise<Received> {
  connection.write(Uint8Array.from(words))
  return connection.read({ timeout: 10_000, enough: (bytes) => bytes.length >= size(bytes) })
}

function fail(failure: DialFailure, connection?: Connection): never {
  connection?.close()
  throw failure
}

/** What the peer said together with the proxy's reply (`early`) belongs to the first read. */
function conversation(inner: Connection, endpoint: Endpoint, rtt: number, early: Uint8Array): Connection {
  return {
    endpoint,
    rtt: inner.rtt + rtt,
    write: (bytes) => inner.write(bytes),
    close: () => inner.close(),
    async read({ enough, ...options }) {
      const before = early
      early = new Uint8Array()
      if (before.length > 0 && (enough?.(before) ?? true)) {
        return { bytes: before, truncated: false, end: 'data', rtt: 0 }
      }
      const joined = (bytes: Uint8Array): Uint8Array => Buffer.concat([before, bytes])
      const read = await inner.read({
        ...options,
        ...(enough && { enough: (bytes) => enough(joined(bytes)) }),
      })
      return { ...read, bytes: joined(read.bytes) }
    },
  }
}

for await (const { port, service } of scan(host, { ports, connector: throughProxy, services: true })) {
  console.log(port, service?.name, service?.product ?? '')
}
