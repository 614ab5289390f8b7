import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { textLines } from '../reply-lines.ts'
import type { DetailStep, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `irc`. */
export interface IrcDetails {
  /** The server's name, as it begins its lines with. */
  readonly server?: string
  /** Capabilities (IRCv3): `'sasl'`, `'multi-prefix'`. */
  readonly capabilities?: readonly string[]
  /** The reason of its ERROR. */
  readonly error?: string
}

/** A line of a server before anybody has registered: a notice, the capabilities, a number. */
const LINE =
  /^:(?<server>[\w-]{1,63}(?:\.[\w-]{1,63}){0,8}) (?:NOTICE (?:\*|AUTH|Auth|[\w-]{1,30}) :|(?<caps>CAP \S{1,64} (?:LS|NAK|ACK) )|(?:00[1-5]|4\d\d) \S{1,64} )/
const OLD_NOTICE = /^NOTICE (?:AUTH|\*|IP_LOOKUP) :\*{3} /
const ERROR = /^ERROR :(?<text>[^\r\n]{1,300})/
// What servers of IRC say when they hang up on a stranger; other protocols know an ERROR as well.
const ERROR_WORDS =
  /^Closing (?:Link|connection)|\bIRC\b|^Your host is trying to|^Trying to reconnect too fast|\bK-?lined\b/i
const MAX_LINES = 32

/** Programs by the names of capabilities that are theirs alone, or by their words. */
const PRODUCTS = [
  { on: /\binspircd\.org\//, product: 'InspIRCd', cpe: 'inspircd:inspircd' },
  { on: /\bunrealircd\.org\//, product: 'UnrealIRCd', cpe: 'unrealircd:unrealircd' },
  { on: /\bsolanum\.chat\//, product: 'Solanum', cpe: 'libera:solanum' },
  { on: /\b(?:oragono\.io|ergo\.chat)\//, product: 'Ergo', cpe: 'ergo:ergo' },
  { on: /\bznc\.in\//, product: 'ZNC', cpe: 'znc:znc' },
  { on: /\bsoju\.im\//, product: 'soju', cpe: 'soju:soju' },
  { on: /^:\S{1,63} NOTICE \S{1,30} :BitlBee-IRCd /m, product: 'BitlBee', cpe: 'bitlbee:bitlbee' },
  { on: /Oops, HTTP request received\? This is IRC!/, product: 'ngIRCd', cpe: 'barton:ngircd' },
]

const lines: Matcher = (answer) => {
  let found: Record<string, string | undefined> | undefined
  let error: string | undefined
  let capabilities = ''
  const read = textLines(latin1(answer, 0, 8192)).slice(0, MAX_LINES)
  for (const line of read) {
    const groups = LINE.exec(line)?.groups
    found ??= groups ?? (OLD_NOTICE.test(line) ? {} : undefined)
    if (groups?.['caps'] !== undefined) capabilities += ` ${line.slice(line.indexOf(' :') + 2)}`
    error ??= ERROR.exec(line)?.groups?.['text']
    // It has to be IRC from the first line on.
    if (found === undefined && (error === undefined || !ERROR_WORDS.test(error.replace(/^"/, ''))))
      return undefined
  }
  if (found === undefined && error === undefined) return undefined
  return described(found?.['server'], capabilities, error, read)
}

function described(
  server: string | undefined,
  listed: string,
  error: string | undefined,
  read: readonly string[],
): Match {
  const capabilities = listed.split(' ', 128).flatMap((one) => cleanValue(one.split('=')[0]) ?? [])
  const details: IrcDetails = {
    ...present({ server: cleanValue(server), error: cleanValue(error) }),
    ...(capabilities.length > 0 && { capabilities }),
  }
  return {
    name: 'irc',
    ...(server?.includes('.') === true && { hostname: server }),
    ...productOf([listed, error, ...read].join('\n')),
    details: { ...details },
    confidence: 'structured',
    evidence:
      listed !== ''
        ? 'list of capabilities'
        : server === undefined
          ? 'words of an IRC server'
          : 'line of an IRC server',
  }
}

function productOf(text: string): Partial<Match> {
  const found = PRODUCTS.find(({ on }) => on.test(text))
  if (found === undefined) return {}
  const [vendor = '', product = ''] = found.cpe.split(':')
  return { product: found.product, cpe: [cpe({ part: 'a', vendor, product })] }
}

/** ngIRCd has no capability of its own, but its own words for who mistakes it for a web server. */
const mistaken: DetailStep = {
  send: Buffer.from('GET / HTTP/1.0\r\n\r\n'),
  fresh: true,
  enough: isWhole,
  merge: (known, answer) => ({ ...known, ...productOf(latin1(answer, 0, 2048)) }),
}

/** The capabilities, an error, or a number that refuses them: what comes before is about looking up who we are. */
function isWhole(bytes: Uint8Array): boolean {
  return /(?:^|\n)(?:ERROR :|:\S{1,255} (?:CAP \S{1,64} LS :|4\d\d ))[^\n]{0,600}\n/.test(
    latin1(bytes, 0, 8192),
  )
}

/**
 * IRC, RFC 2812 and IRCv3 capability negotiation.
 *
 * Asks: CAP LS; registers nobody. Who offers a single capability is greeted as a web server. Then QUIT.
 * Known by: lines that begin with the server's name and a notice, CAP or a number; or the words of its ERROR.
 * Version: product from the names of its own capabilities; the version is told to registered users only.
 */
export const irc: ServiceProbe = {
  name: 'irc',
  ports: [6665, 6666, 6667, 6668, 6669],
  tlsPorts: [6697, 9999],
  rarity: 7,
  alpn: ['irc'],
  hello: () => Buffer.from('CAP LS 302\r\n'),
  enough: isWhole,
  matchers: [lines],
  detail: (match, step) => {
    const { capabilities = [] } = (match.details ?? {}) as IrcDetails
    return step === 0 && match.product === undefined && capabilities.length === 1 ? mistaken : undefined
  },
  startTls: {
    offered: (match) =>
      (match.details?.['capabilities'] as readonly string[] | undefined)?.includes('tls') === true,
    send: Buffer.from('STARTTLS\r\n'),
    accepted: (answer) => /^:\S{1,255} 670 /.test(latin1(answer, 0, 300)),
  },
  goodbye: Buffer.from('QUIT\r\n'),
}
