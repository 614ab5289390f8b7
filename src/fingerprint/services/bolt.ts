import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { DetailStep, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `bolt`. */
export interface BoltDetails {
  /** Version that it chose of those offered, 5.4 and less: `'5.4'`. */
  readonly protocol?: string
  /** What it calls itself: `'Neo4j/5.12.0'`. */
  readonly agent?: string
}

const MAGIC = [0x60, 0x60, 0xb0, 0x17]
// 5.4 to 5.0, 4.4 to 4.2, 4.1, 3: a range, the highest minor version, the major one.
const OFFERS = [
  [0, 4, 4, 5],
  [0, 2, 4, 4],
  [0, 0, 1, 4],
  [0, 0, 0, 3],
] as const
const PORT = 7687
const SUCCESS = 0x70

// One word of four bytes says little: it counts only as the answer to the handshake.
const chosenVersion: Matcher = (answer, { probe, port }) => {
  if (probe !== 'bolt' || answer.length !== 4 || answer[0] !== 0 || answer[1] !== 0) return undefined
  const [, , minor = 0, major = 0] = answer
  const offered = OFFERS.some(
    ([, range, highest, version]) => version === major && minor <= highest && minor >= highest - range,
  )
  // Four zeros are said by many a thing that is nothing.
  const none = major === 0 && minor === 0 && port === PORT
  if (!offered && !none) return undefined
  return {
    name: 'bolt',
    details: { ...(offered && { protocol: `${major}.${minor}` }) } satisfies BoltDetails,
    confidence: none ? 'pattern' : 'structured',
    evidence: none ? 'none of the versions offered' : `version ${major}.${minor} of those offered`,
  }
}

// What Neo4j says on this port to those who speak HTTP: where it is found over HTTP goes into the body, if anywhere.
const OVER_HTTP =
  /^HTTP\/1\.[01] 200 OK\r\ncontent-type: application\/json\r\naccess-control-allow-origin: \*\r\nvary: Accept\r\ndate: [^\r\n]{10,40}\r\ncontent-length: 0\r\n\r\n$/

const overHttp: Matcher = (answer) =>
  OVER_HTTP.test(latin1(answer, 0, 512))
    ? {
        name: 'bolt',
        details: {},
        // More than the status line, which every web server has.
        confidence: 'verified',
        evidence: 'its own answer of nothing to those who speak HTTP',
      }
    : undefined

/** HELLO (Bolt message specification): who asks. Since 5.1 without a word of a login, so it is said then only. */
function helloMessage(): Buffer {
  const text = (word: string): Buffer => Buffer.concat([Buffer.of(0x80 + word.length), Buffer.from(word)])
  const longText = (word: string): Buffer => Buffer.concat([Buffer.of(0xd0, word.length), Buffer.from(word)])
  const message = Buffer.concat([
    Buffer.of(0xb1, 0x01, 0xa2),
    text('user_agent'),
    longText('portscan-core/1'),
    text('bolt_agent'),
    Buffer.of(0xa1),
    text('product'),
    longText('portscan-core/1'),
  ])
  return Buffer.concat([Buffer.of(0, message.length), message, Buffer.of(0, 0)])
}

const askAgent: DetailStep = {
  send: helloMessage(),
  enough: (bytes) => bytes.length >= 4 && bytes.length >= 4 + ((bytes[0]! << 8) | bytes[1]!),
  merge: (match, answer) => {
    const agent = serverOf(answer)
    return agent === undefined
      ? match
      : { ...match, ...softwareOf(agent), details: { ...match.details, agent } }
  },
}

/** The text under the key `server` in the map of a SUCCESS message (PackStream: tiny texts, and D0 with a length). */
function serverOf(answer: Uint8Array): string | undefined {
  if (answer[2] !== 0xb1 || answer[3] !== SUCCESS || (answer[4]! & 0xf0) !== 0xa0) return undefined
  const key = latin1(answer, 0, 1_024).indexOf('\x86server')
  if (key < 0) return undefined
  const at = key + 7
  const marker = answer[at] ?? 0
  if (marker >= 0x80 && marker <= 0x8f) return cleanValue(latin1(answer, at + 1, at + 1 + (marker & 0x0f)))
  return marker === 0xd0 ? cleanValue(latin1(answer, at + 2, at + 2 + (answer[at + 1] ?? 0))) : undefined
}

function softwareOf(agent: string): Partial<Match> {
  // It says that it is as good as Neo4j, and after that who it is.
  if (/\bMemgraph\b/i.test(agent)) return { product: 'Memgraph', vendor: 'Memgraph' }
  const found = /^Neo4j\/v?(?<version>\d[\w.+-]{0,40})$/.exec(agent)?.groups?.['version']
  if (found === undefined) return {}
  const version = trimVersion(found)
  return {
    product: 'Neo4j',
    vendor: 'Neo4j',
    ...present({ version }),
    cpe: [cpe({ part: 'a', vendor: 'neo4j', product: 'neo4j', version })],
  }
}

/** From 5.1 on a login is a message of its own. */
function hasLogon({ details }: Match): boolean {
  const protocol = details?.['protocol']
  return typeof protocol === 'string' && /^5\.[1-9]/.test(protocol)
}

/**
 * Bolt, its handshake and message specifications.
 *
 * Asks: the handshake with the versions 5.4 to 3; from 5.1 on HELLO, which is no login; then GOODBYE.
 * Known by: one of the versions that were offered, alone; its answer to HTTP.
 * Version: from the answer to HELLO.
 */
export const bolt: ServiceProbe = {
  name: 'bolt',
  ports: [PORT],
  tlsPorts: [PORT],
  rarity: 5,
  hello: () => Buffer.from([...MAGIC, ...OFFERS.flat()]),
  enough: (bytes) => bytes.length >= 4,
  matchers: [chosenVersion, overHttp],
  detail: (match, step) => (step === 0 && hasLogon(match) ? askAgent : undefined),
  goodbye: Buffer.from([0, 2, 0xb0, 0x02, 0, 0]),
}
