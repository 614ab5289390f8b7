import { createHash } from 'node:crypto'
import { cookie, sameBytes, viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `bitcoin`. */
export interface BitcoinDetails {
  readonly protocol: number
  /** `'/Satoshi:25.0.0/'` */
  readonly userAgent?: string
  /** Blocks that it has. */
  readonly height?: number
  /** Bits of what it offers, in hexadecimal. */
  readonly services: string
}

/** The main network, and the test networks by their own ports. Nodes of others do not answer a network's number. */
const MAGIC = Buffer.from('f9beb4d9', 'hex')
const networks: ReadonlyMap<number, Buffer> = new Map([
  [18_333, Buffer.from('0b110907', 'hex')],
  [18_444, Buffer.from('fabfb5da', 'hex')],
  [38_333, Buffer.from('0a03cf40', 'hex')],
  [48_333, Buffer.from('1c163f28', 'hex')],
])
const numbers = [MAGIC, ...networks.values()]
const COMMAND = 'version'.padEnd(12, '\0')
const HEADER = 24
const PROTOCOL = 70_015
/** Fields of a version before the user agent. */
const FIXED = 80

/** The message `version`: no services, time 0, addresses of nobody, and a random number. */
function hello({ random, port }: HelloContext): Uint8Array {
  const agent = Buffer.from('/portscan-core/')
  const payload = Buffer.alloc(FIXED + 1 + agent.length + 5)
  payload.writeUInt32LE(PROTOCOL, 0)
  cookie(random, 8).copy(payload, 72)
  payload[FIXED] = agent.length
  agent.copy(payload, FIXED + 1)
  const size = Buffer.alloc(4)
  size.writeUInt32LE(payload.length)
  return Buffer.concat([
    networks.get(port) ?? MAGIC,
    Buffer.from(COMMAND, 'latin1'),
    size,
    checksum(payload),
    payload,
  ])
}

function checksum(payload: Uint8Array): Buffer {
  const once = createHash('sha256').update(payload).digest()
  return createHash('sha256').update(once).digest().subarray(0, 4)
}

/** The payload of the first message, if it is a version whose length and checksum fit. */
function versionPayload(answer: Uint8Array): Uint8Array | undefined {
  if (answer.length < HEADER || !numbers.some((magic) => sameBytes(answer, 0, magic, 0, 4))) return undefined
  const end = HEADER + viewOf(answer).getUint32(16, true)
  if (latin1(answer, 4, 16) !== COMMAND || end > answer.length || end < HEADER + FIXED + 1) return undefined
  const payload = answer.subarray(HEADER, end)
  return sameBytes(answer, 20, checksum(payload), 0, 4) ? payload : undefined
}

const version: Matcher = (answer, { sent }) => {
  const payload = versionPayload(answer)
  if (payload === undefined) return undefined
  const view = viewOf(payload)
  const length = payload[FIXED]!
  const after = FIXED + 1 + length
  // A node of our own random number is an echo.
  if (length >= 0xfd || after > payload.length || (sent && sameBytes(payload, 72, sent, HEADER + 72, 8)))
    return undefined
  const userAgent = cleanValue(latin1(payload, FIXED + 1, after))
  return {
    name: 'bitcoin',
    ...softwareOf(userAgent),
    details: {
      protocol: view.getUint32(0, true),
      services: `0x${view.getBigUint64(4, true).toString(16)}`,
      ...present({ userAgent }),
      ...(after + 4 <= payload.length && { height: view.getUint32(after, true) }),
    } satisfies BitcoinDetails,
    confidence: 'verified',
    evidence: 'version whose checksum fits',
  }
}

const PART = /\/(?<name>[\w .-]{1,40}):v?(?<version>\d[\w.+-]{0,30})/g

/** `/Satoshi:25.0.0/`, `/btcwire:0.5.0/btcd:0.26.2/`: names and versions (BIP 14). */
function softwareOf(userAgent = ''): Partial<Match> {
  const parts = [...userAgent.matchAll(PART)].map(({ groups }) => groups!)
  // The lowest layer stands first, the program last; what follows Bitcoin Core are its variants.
  const found = parts[0]?.['name'] === 'Satoshi' ? parts[0] : parts.at(-1)
  if (!found) return {}
  const name = found['name']!
  const release = trimVersion(found['version'])
  if (name !== 'Satoshi') return { product: name, ...present({ version: release }) }
  return {
    product: userAgent.includes('/Knots:') ? 'Bitcoin Knots' : 'Bitcoin Core',
    ...present({ version: release }),
    ...(!userAgent.includes('/Knots:') && {
      cpe: [cpe({ part: 'a', vendor: 'bitcoin', product: 'bitcoin_core', version: release })],
    }),
  }
}

/**
 * Bitcoin's protocol between nodes, by its developer reference; user agents, BIP 14.
 *
 * Asks: a version.
 * Known by: the magic number of the main network or a test network, and a version whose checksum fits.
 * Version: the user agent.
 */
export const bitcoin: ServiceProbe = {
  name: 'bitcoin',
  ports: [8333, ...networks.keys()],
  rarity: 8,
  hello,
  enough: (bytes) =>
    bytes.length >= HEADER && bytes.length >= HEADER + Math.min(viewOf(bytes).getUint32(16, true), 1_024),
  matchers: [version],
  reacts: { http: 'reset', tls: 'reset' },
}
