import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type {
  AnswerContext,
  DetailStep,
  HelloContext,
  Match,
  Matcher,
  ServiceProbe,
} from '../service-probe.ts'

/** `details` of a service named `redis`. */
export interface RedisDetails {
  /** Whether it wants a password (or has none and takes no strangers: protected mode). */
  readonly authRequired: boolean
  /** Refuses clients from other hosts, because it has no password (DENIED). */
  readonly protectedMode?: boolean
  /** `'standalone'`, `'sentinel'`, `'cluster'`. */
  readonly mode?: string
  /** `'master'`, `'replica'`; only where HELLO was answered. */
  readonly role?: string
  /** The error it answered with. */
  readonly error?: string
}

const PING = /^PING (?<token>[\w-]{1,64})\r\n$/
// Words that start an error of Redis: a code in capitals, one of its own.
const ERROR =
  /^-(?<code>NOAUTH|DENIED|NOPERM|WRONGPASS|LOADING|MISCONF|MASTERDOWN|BUSY|READONLY|CLUSTERDOWN|ERR)\b ?(?<text>[^\r\n]{0,400})\r?\n/
const OWN_WORDS =
  /unknown command|wrong number of arguments|protocol error|operation not permitted|max number of clients|only \(P\|S\)SUBSCRIBE|syntax error|unknown subcommand/i

const pong: Matcher = (answer, { sent }) => {
  const text = latin1(answer, 0, 256)
  const token = sent && PING.exec(latin1(sent, 0, 128))?.groups?.['token']
  const echoed = token !== undefined && text.startsWith(`$${token.length}\r\n${token}\r\n`)
  if (!echoed && !/^\+PONG\r\n/.test(text)) return undefined
  const details: RedisDetails = { authRequired: false }
  return {
    name: 'redis',
    details: { ...details },
    confidence: echoed ? 'verified' : 'structured',
    evidence: echoed ? 'PING answered with its own word' : '+PONG',
  }
}

const refusal: Matcher = (answer, context) => {
  const groups = ERROR.exec(latin1(answer, 0, 512))?.groups
  if (!groups) return undefined
  const code = groups['code']!
  const text = groups['text'] ?? ''
  if (code === 'ERR' && !isMine(text, context)) return undefined
  const details: RedisDetails = {
    authRequired: code === 'NOAUTH' || code === 'DENIED' || /operation not permitted/i.test(text),
    ...(code === 'DENIED' && { protectedMode: true }),
    ...present({ error: cleanValue(`${code} ${text}`) }),
  }
  return {
    name: 'redis',
    ...(/keydb/i.test(text) && PRODUCTS['keydb']),
    ...(/valkey/i.test(text) && PRODUCTS['valkey']),
    details: { ...details },
    confidence: 'structured',
    evidence: `error "-${code}"`,
  }
}

/** `-ERR` is POP3's word as well: the text must be one of Redis, or the answer one to its own probe. */
function isMine(text: string, { probe, port }: AnswerContext): boolean {
  if (probe === 'redis') return true
  if (port === 110 || port === 995) return false
  // POP3 servers say "Unknown command." and name none; Redis quotes it.
  return (
    /unknown command\s?[`'"]/i.test(text) ||
    (OWN_WORDS.test(text) && !/^unknown command/i.test(text)) ||
    port === 6379
  )
}

// By the name that its version has in INFO (`valkey_version`) or that HELLO gives.
const PRODUCTS: Readonly<Record<string, { readonly product: string; readonly vendor: string }>> = {
  redis: { product: 'Redis', vendor: 'Redis' },
  valkey: { product: 'Valkey', vendor: 'Linux Foundation' },
  keydb: { product: 'KeyDB', vendor: 'Snap' },
  dragonfly: { product: 'Dragonfly', vendor: 'DragonflyDB' },
  garnet: { product: 'Garnet', vendor: 'Microsoft' },
  kvrocks: { product: 'Kvrocks', vendor: 'Apache' },
}
const CPES: Readonly<Record<string, string>> = {
  redis: 'redis:redis',
  valkey: 'linuxfoundation:valkey',
  keydb: 'snap:keydb',
  dragonfly: 'dragonflydb:dragonfly',
  garnet: 'microsoft:garnet',
  kvrocks: 'apache:kvrocks',
}

function softwareOf(key: string, version: string | undefined): Partial<Match> {
  const names = Object.hasOwn(PRODUCTS, key) ? PRODUCTS[key] : undefined
  const [vendor, product] = (names ? CPES[key]! : '').split(':')
  const clean = cleanValue(version?.replace(/^(?:df-)?v/, ''))
  return {
    ...names,
    ...present({ version: clean }),
    ...(vendor && product && { cpe: [cpe({ part: 'a', vendor, product, version: clean })] }),
  }
}

const info: DetailStep = {
  send: Buffer.from('INFO server\r\n'),
  enough: isWholeReply,
  merge: (match, answer) => {
    const text = latin1(answer, 0, 8192)
    if (!text.startsWith('$')) return withError(match, text)
    const fields = parseInfo(text)
    const [key, version] = productOfInfo(fields)
    return {
      ...match,
      ...softwareOf(key, version),
      ...present({ os: cleanValue(fields.get('os')) }),
      details: {
        ...match.details,
        ...present({ mode: cleanValue(fields.get('server_mode') ?? fields.get('redis_mode')) }),
      },
    }
  },
}

function parseInfo(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>()
  for (const line of text.split('\n', 128)) {
    const colon = line.indexOf(':')
    if (colon > 0 && colon < 64) fields.set(line.slice(0, colon), line.slice(colon + 1).trim())
  }
  return fields
}

/** The relatives keep `redis_version` for their clients and tell their own beside it. */
function productOfInfo(fields: ReadonlyMap<string, string>): [string, string | undefined] {
  for (const key of ['valkey', 'dragonfly', 'garnet', 'kvrocks', 'keydb']) {
    const version = fields.get(`${key}_version`)
    if (version !== undefined) return [key, version]
  }
  const version = fields.get('redis_version')
  return [/keydb/i.test(fields.get('executable') ?? '') ? 'keydb' : 'redis', version]
}

const helloCommand: DetailStep = {
  send: Buffer.from('HELLO 3\r\n'),
  merge: (match, answer) => {
    const text = latin1(answer, 0, 2048)
    if (!/^[%*]\d/.test(text)) return withError(match, text)
    const words = text.split('\r\n', 64).filter((line) => !/^[%*$]\d/.test(line))
    const after = (key: string): string | undefined => {
      const at = words.indexOf(key)
      return at === -1 ? undefined : cleanValue(words[at + 1])
    }
    return {
      ...match,
      ...softwareOf(after('server') ?? 'redis', after('version')),
      details: { ...match.details, ...present({ mode: after('mode'), role: after('role') }) },
    }
  },
}

function withError(match: Match, text: string): Match {
  const error = ERROR.exec(text)?.groups
  if (!error) return match
  const authRequired = match.details?.['authRequired'] === true || error['code'] === 'NOAUTH'
  return { ...match, details: { ...match.details, authRequired } }
}

/** An error is one line; a bulk string says how long it is (RESP specification). */
function isWholeReply(bytes: Uint8Array): boolean {
  const text = latin1(bytes, 0, 32)
  const size = /^\$(?<size>\d{1,6})\r\n/.exec(text)
  if (!size) return text.startsWith('$') ? false : bytes.includes(0x0a)
  return bytes.length >= size[0].length + Number(size.groups!['size']) + 2
}

function hello({ random }: HelloContext): Uint8Array {
  // PING returns its argument: a word that nobody else would say.
  return Buffer.from(
    `PING ${Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0')}\r\n`,
  )
}

/**
 * Redis and what speaks its protocol (RESP).
 *
 * Asks: `PING` with a random word, `INFO server` or `HELLO 3` where it is open, `QUIT`.
 * Known by: the word comes back; `-NOAUTH`, `-DENIED`, `-ERR unknown command '…'`.
 * Version: INFO or HELLO; Valkey, KeyDB, Dragonfly, Garnet and Kvrocks by their own fields.
 */
export const redis: ServiceProbe = {
  name: 'redis',
  ports: [6379, 6380, 26379],
  tlsPorts: [6379, 6380],
  rarity: 2,
  hello,
  enough: isWholeReply,
  matchers: [pong, refusal],
  detail: (match, step) => {
    if (match.details?.['authRequired'] === true || match.details?.['protectedMode'] === true)
      return undefined
    return step === 0 ? info : step === 1 && match.version === undefined ? helloCommand : undefined
  },
  goodbye: Buffer.from('QUIT\r\n'),
}
