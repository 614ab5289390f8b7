import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `nats`. */
export interface NatsDetails {
  readonly serverId: string
  readonly serverName?: string
  /** Its name in the cluster. */
  readonly cluster?: string
  /** Version of the protocol. */
  readonly protocol?: number
  readonly authRequired: boolean
  readonly tlsRequired: boolean
  readonly tlsAvailable: boolean
  readonly jetstream?: boolean
  readonly headers?: boolean
  /** Bytes. */
  readonly maxPayload?: number
  /** The Go that it was built with: `'go1.19.8'`. */
  readonly go?: string
}

type Fields = Readonly<Record<string, unknown>>

const info: Matcher = (answer) => {
  const fields = parseInfo(answer)
  const serverId = fields && text(fields['server_id'])
  if (!serverId) return undefined
  const version = trimVersion(text(fields['version']))
  return {
    name: 'nats',
    product: 'NATS Server',
    vendor: 'NATS',
    ...(version !== undefined && { version }),
    cpe: [cpe({ part: 'a', vendor: 'linuxfoundation', product: 'nats-server', version })],
    details: { serverId, ...detailsOf(fields) } satisfies NatsDetails,
    confidence: 'structured',
    evidence: 'INFO with a server id',
  }
}

/** One line: the word, a JSON object, an end of line. */
function parseInfo(answer: Uint8Array): Fields | undefined {
  const end = answer.indexOf(0x0a)
  if (end < 0 || latin1(answer, 0, 6) !== 'INFO {') return undefined
  try {
    return JSON.parse(Buffer.from(answer.subarray(5, end)).toString('utf8')) as Fields
  } catch {
    // Not JSON: not a NATS server.
    return undefined
  }
}

function detailsOf(fields: Fields): Omit<NatsDetails, 'serverId'> {
  return {
    authRequired: fields['auth_required'] === true,
    tlsRequired: fields['tls_required'] === true,
    tlsAvailable: fields['tls_available'] === true,
    ...present({
      serverName: text(fields['server_name']),
      cluster: text(fields['cluster']),
      protocol: number(fields['proto']),
      jetstream: flag(fields['jetstream']),
      headers: flag(fields['headers']),
      maxPayload: number(fields['max_payload']),
      go: text(fields['go']),
    }),
  }
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? cleanValue(value) : undefined
}

function number(value: unknown): number | undefined {
  return typeof value === 'number' ? value : undefined
}

function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined
}

/**
 * The client protocol of NATS, its message INFO.
 *
 * Asks: nothing; where TLS is offered, a ClientHello after the greeting.
 * Known by: a line `INFO` with a JSON object that has a `server_id`.
 * Version: from the same.
 */
export const nats: ServiceProbe = {
  name: 'nats',
  ports: [4222, 6222, 7422],
  rarity: 4,
  serverFirst: true,
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [info],
  startTls: {
    offered: ({ details }) => details?.['tlsRequired'] === true || details?.['tlsAvailable'] === true,
    // The greeting is all that comes before the handshake.
    send: new Uint8Array(0),
  },
}
