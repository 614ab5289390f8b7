import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { splitToken } from '../products/split-version.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `stomp`. */
export interface StompDetails {
  /** Version that it chose, or versions that it would speak: `'1.2'`. */
  readonly protocol?: string
  /** Whether it took a client without a login; absent where it did not come to that. */
  readonly authRequired?: boolean
  /** What it complained of. */
  readonly error?: string
}

const CONNECTED = 'CONNECTED'
const ERROR = 'ERROR'
const COMMAND = /^(?<command>CONNECTED|ERROR)\r?\n/
const HEADER = /^(?<name>[\w.-]{1,64}):(?<value>[^\r]{0,512})\r?$/
const LOGIN = /\b(?:access (?:denied|refused)|authenticat|credential|log ?in|password|user ?name)/i
const VHOST = /virtual host/i
const OTHER_WORD = /unknown stomp (?:action|command)|expected a CONNECT|bad command|illegal command/i

interface Frame {
  readonly command: string
  readonly headers: ReadonlyMap<string, string>
}

/** A frame: a command, lines `name:value`, an empty line, a body, and a NUL at the end (1.2, "STOMP Frames"). */
function parseFrame(answer: Uint8Array): Frame | undefined {
  const text = latin1(answer, 0, 4_096)
  const command = COMMAND.exec(text)?.groups?.['command']
  if (command === undefined || answer.indexOf(0) < 0) return undefined
  const headers = new Map<string, string>()
  for (const line of text.split('\n', 40).slice(1)) {
    if (line === '' || line === '\r') return { command, headers }
    const { name, value } = HEADER.exec(line)?.groups ?? {}
    if (name === undefined || value === undefined) return undefined
    // The first of several counts.
    if (!headers.has(name)) headers.set(name, value)
  }
  return undefined
}

const frame: Matcher = (answer) => {
  const { command, headers } = parseFrame(answer) ?? {}
  const needed = command === CONNECTED ? ['version', 'session', 'server', 'heart-beat'] : ['message']
  if (!headers || !needed.some((name) => headers.has(name))) return undefined
  const error = command === ERROR ? cleanValue(headers.get('message')) : undefined
  const words = command === ERROR ? latin1(answer, 0, 2_048) : ''
  return {
    name: 'stomp',
    ...softwareOf(headers.get('server'), words),
    details: {
      ...present({ protocol: cleanValue(headers.get('version')), error }),
      ...(command === CONNECTED && { authRequired: false }),
      ...(LOGIN.test(words) && !VHOST.test(words) && !OTHER_WORD.test(words) && { authRequired: true }),
    } satisfies StompDetails,
    confidence: 'structured',
    evidence: `${command} frame`,
  }
}

// By the start of the header `server`, the longest first.
const PRODUCTS: readonly (readonly [start: string, product: string, vendor: string, cpe: string])[] = [
  ['ActiveMQ-Artemis', 'Apache ActiveMQ Artemis', 'Apache', 'activemq_artemis'],
  ['ActiveMQ', 'Apache ActiveMQ', 'Apache', 'activemq'],
  ['apache-apollo', 'Apache ActiveMQ Apollo', 'Apache', 'activemq_apollo'],
  ['RabbitMQ', 'RabbitMQ', 'VMware', 'rabbitmq'],
]

function softwareOf(server: string | undefined, words: string): Partial<Match> {
  const text = server ?? (/\borg\.apache\.activemq\.(?!artemis)/.test(words) ? 'ActiveMQ' : '')
  const slash = text.indexOf('/')
  const found = splitToken(slash < 0 ? text : text.slice(0, 80))
  const version = cleanValue(found.version)
  const row = PRODUCTS.find(([start]) => text.startsWith(start))
  if (!row) return present({ product: cleanValue(found.product ?? server), version })
  const [, product, vendor, name] = row
  return {
    product,
    vendor,
    ...present({ version }),
    cpe: [cpe({ part: 'a', vendor: vendor.toLowerCase(), product: name, version })],
  }
}

/**
 * STOMP 1.0 to 1.2, its specification.
 *
 * Asks: CONNECT without a login, to the host `/`; then DISCONNECT.
 * Known by: a CONNECTED or ERROR frame.
 * Version: from the header `server`.
 */
export const stomp: ServiceProbe = {
  name: 'stomp',
  ports: [61_613],
  tlsPorts: [61_612, 61_614],
  rarity: 6,
  hello: () => Buffer.from('CONNECT\naccept-version:1.0,1.1,1.2\nhost:/\n\n\0'),
  enough: (bytes) => bytes.includes(0),
  matchers: [frame],
  // RabbitMQ's; ActiveMQ answers a request with an error.
  reacts: { http: 'silence', tls: 'close' },
  goodbye: Buffer.from('DISCONNECT\n\n\0'),
}
