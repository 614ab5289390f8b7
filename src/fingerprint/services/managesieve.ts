import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { operatingSystem } from '../products/operating-system.ts'
import { splitToken, trimVersion } from '../products/split-version.ts'
import { textLines } from '../reply-lines.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `managesieve`. */
export interface ManagesieveDetails {
  /** What the server calls itself. */
  readonly implementation: string
  /** Extensions of the Sieve language that it takes: `'fileinto'`. */
  readonly sieve?: readonly string[]
  /** SASL mechanisms offered without TLS. */
  readonly mechanisms?: readonly string[]
  /** Whether it offers TLS on this port. */
  readonly starttls: boolean
}

const CAPABILITY = /^"(?<name>[A-Za-z]{1,30})"(?: "(?<value>[^"\r\n]{0,2000})")?$/
const WHOLE = /(?:^|\n)(?:OK|NO|BYE)\b[^\n]{0,1024}\n$/

// By the words of IMPLEMENTATION; what stands after them is the version.
const PRODUCTS = [
  { on: /^Dovecot\b.{0,40}\bPigeonhole\b/i, product: 'Dovecot Pigeonhole', cpe: 'dovecot:pigeonhole' },
  { on: /^Dovecot\b/i, product: 'Dovecot', cpe: 'dovecot:dovecot' },
  { on: /^Cyrus timsieved\b/i, product: 'Cyrus timsieved', cpe: 'cyrus:imap' },
  { on: /^Stalwart\b/i, product: 'Stalwart Mail Server', cpe: 'stalw:stalwart' },
  { on: /^Kerio Connect\b/i, product: 'Kerio Connect', cpe: 'kerio:connect' },
]

/** The capabilities (RFC 5804, section 1.7), or nothing where IMPLEMENTATION, which must be there, is not. */
const greeting: Matcher = (answer) => {
  const text = latin1(answer, 0, 4096)
  if (!text.startsWith('"')) return undefined
  const listed = new Map<string, string>()
  for (const line of textLines(text)) {
    const { name, value } = CAPABILITY.exec(line)?.groups ?? {}
    if (name === undefined) break
    listed.set(name.toUpperCase(), value ?? '')
  }
  const implementation = cleanValue(listed.get('IMPLEMENTATION'))
  if (implementation === undefined || !(listed.has('SIEVE') || listed.has('SASL'))) return undefined
  const details: ManagesieveDetails = {
    implementation,
    ...present({ sieve: wordsOf(listed.get('SIEVE')), mechanisms: wordsOf(listed.get('SASL')) }),
    starttls: listed.has('STARTTLS'),
  }
  return {
    name: 'managesieve',
    ...softwareOf(implementation),
    details: { ...details },
    confidence: 'structured',
    evidence: 'list of capabilities with IMPLEMENTATION',
  }
}

function wordsOf(value: string | undefined): string[] | undefined {
  const words = value?.split(' ', 64).flatMap((word) => cleanValue(word) ?? [])
  return words === undefined || words.length === 0 ? undefined : words
}

function softwareOf(implementation: string): Partial<Match> {
  const known = PRODUCTS.find(({ on }) => on.test(implementation))
  const version = trimVersion(
    /[ /]v?(?<version>\d{1,4}\.[\w.]{1,30})/.exec(implementation)?.groups?.['version'],
  )
  const system = operatingSystem(implementation)
  const [vendor = '', product = ''] = known?.cpe.split(':') ?? []
  return {
    ...present({ product: known?.product ?? splitToken(implementation).product, version, os: system?.name }),
    ...(known && { cpe: [cpe({ part: 'a', vendor, product, version })] }),
  }
}

/**
 * ManageSieve, RFC 5804.
 *
 * Asks: nothing, the server greets first.
 * Known by: its list of capabilities, IMPLEMENTATION among them.
 * Version: product, and version where it is there, from IMPLEMENTATION.
 */
export const managesieve: ServiceProbe = {
  name: 'managesieve',
  ports: [4190],
  rarity: 5,
  alpn: ['managesieve'],
  serverFirst: true,
  enough: (bytes) => WHOLE.test(latin1(bytes).slice(-1100)),
  matchers: [greeting],
  startTls: {
    offered: (match) => match.details?.['starttls'] === true,
    send: Buffer.from('STARTTLS\r\n'),
    accepted: (answer) => /^OK\b/i.test(latin1(answer, 0, 16)),
  },
  goodbye: Buffer.from('LOGOUT\r\n'),
}
