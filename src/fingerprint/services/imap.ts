import { cleanValue, known as present, latin1 } from '../field.ts'
import { describeSoftware } from '../products/describe-software.ts'
import { textLines } from '../reply-lines.ts'
import type { DetailStep, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `imap`. */
export interface ImapDetails {
  /** `'OK'`, `'PREAUTH'` (already logged in), `'BYE'` (refused). */
  readonly greeting: 'OK' | 'PREAUTH' | 'BYE'
  readonly text?: string
  /** In upper case: `'IMAP4REV1'`, `'STARTTLS'`, `'AUTH=PLAIN'`. */
  readonly capabilities?: readonly string[]
  readonly starttls?: boolean
  /** SASL mechanisms offered without TLS: `['PLAIN', 'LOGIN']`. */
  readonly mechanisms?: readonly string[]
  /** The server's ID fields (RFC 2971): name, version, vendor, os … */
  readonly id?: Readonly<Record<string, string>>
}

const GREETING = /^\* (?<status>OK|PREAUTH|BYE)(?:[ \t](?<text>[^\r\n]{0,1024}))?(?:\r?\n|$)/i
const CODE = /^\[(?<code>[^\]]{0,1000})\]\s{0,4}/
const BAD = /^\S{1,40} BAD [^\r\n]{0,200}(?:IMAP|command)/i

const greeting: Matcher = (answer) => {
  const line = latin1(answer, 0, 2048)
  const groups = GREETING.exec(line)?.groups
  if (!groups) return badCommand(line)
  const full = groups['text'] ?? ''
  const code = CODE.exec(full)?.groups?.['code']
  const text = full.replace(CODE, '')
  const details: ImapDetails = {
    greeting: groups['status']!.toUpperCase() as ImapDetails['greeting'],
    ...present({ text: cleanValue(text) }),
    ...(code !== undefined && /^CAPABILITY /i.test(code) && parseCapabilities(code.slice(11))),
  }
  return {
    name: 'imap',
    ...present({ hostname: hostOf(text) }),
    ...describeSoftware('imap', text),
    details: { ...details },
    confidence: 'structured',
    evidence: `greeting "* ${details.greeting}"`,
  }
}

/** The answer to a foreign probe: its first word is taken for a tag. */
function badCommand(line: string): Match | undefined {
  if (!BAD.test(line)) return undefined
  return { name: 'imap', confidence: 'pattern', evidence: 'tagged BAD reply' }
}

function hostOf(text: string): string | undefined {
  const host = /^(?<hostname>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}) /.exec(text)?.groups?.['hostname']
  return host !== undefined && /[a-z]/i.test(host) ? host : undefined
}

function parseCapabilities(list: string): Pick<ImapDetails, 'capabilities' | 'starttls' | 'mechanisms'> {
  const capabilities = list
    .slice(0, 4096)
    .toUpperCase()
    .split(' ', 128)
    .flatMap((name) => cleanValue(name) ?? [])
  const mechanisms = capabilities.filter((name) => name.startsWith('AUTH=')).map((name) => name.slice(5))
  return {
    capabilities,
    starttls: capabilities.includes('STARTTLS'),
    ...(mechanisms.length > 0 && { mechanisms }),
  }
}

function isTagged(tag: string): (bytes: Uint8Array) => boolean {
  const end = new RegExp(`(?:^|\\n)(?:${tag} (?:OK|NO|BAD)|\\* BYE)[^\\n]{0,1024}\\n`, 'i')
  return (bytes) => end.test(latin1(bytes, 0, 8192))
}

const capabilities: DetailStep = {
  send: Buffer.from('a1 CAPABILITY\r\n'),
  enough: isTagged('a1'),
  merge: (match, answer) => {
    const line = textLines(latin1(answer, 0, 8192)).find((text) => /^\* CAPABILITY /i.test(text))
    if (line === undefined) return match
    return { ...match, details: { ...match.details, ...parseCapabilities(line.slice(13)) } }
  },
}

const identity: DetailStep = {
  send: Buffer.from('a2 ID NIL\r\n'),
  enough: isTagged('a2'),
  merge: (match, answer) => {
    const line = textLines(latin1(answer, 0, 8192)).find((text) => /^\* ID \(/i.test(text))
    const id = line === undefined ? undefined : parseId(line.slice(6))
    return id === undefined
      ? match
      : { ...match, ...softwareOf(match, id), details: { ...match.details, id } }
  },
}

function softwareOf(match: Match, id: Readonly<Record<string, string>>): Partial<Match> {
  const { name = '', version = '', vendor, os } = id
  const facts = describeSoftware('imap', `${name} ${version}`.trim())
  return present({
    product: match.product ?? facts.product ?? cleanValue(name),
    version: match.version ?? cleanValue(version) ?? facts.version,
    vendor: match.vendor ?? facts.vendor ?? cleanValue(vendor),
    os: match.os ?? facts.os ?? cleanValue(os),
    cpe: match.version === undefined && facts.version !== undefined ? facts.cpe : match.cpe,
  })
}

/** `(“name” “Dovecot” “version” NIL …)`: at most 30 pairs (RFC 2971, section 3.3), keys in lower case. */
function parseId(list: string): Readonly<Record<string, string>> {
  const tokens = list.slice(0, 4096).match(/"(?:[^"\\]|\\["\\]){0,1024}"|\bNIL\b/gi) ?? []
  const pairs: [string, string][] = []
  for (let at = 0; at + 1 < tokens.length && pairs.length < 30; at += 2) {
    const key = cleanValue(unquote(tokens[at]!))
    const value = cleanValue(unquote(tokens[at + 1]!))
    if (key !== undefined && value !== undefined) pairs.push([key.toLowerCase(), value])
  }
  return Object.fromEntries(pairs)
}

function unquote(token: string): string {
  return token.startsWith('"') ? token.slice(1, -1).replace(/\\(["\\])/g, '$1') : ''
}

/**
 * IMAP, RFC 9051 and RFC 3501.
 *
 * Asks: nothing; then `CAPABILITY`, `ID NIL` where that is a capability, `STARTTLS`, `LOGOUT`.
 * Known by: `* OK`, `* PREAUTH`, `* BYE`.
 * Version: the greeting, the ID.
 */
export const imap: ServiceProbe = {
  name: 'imap',
  ports: [143],
  tlsPorts: [993],
  rarity: 1,
  alpn: ['imap'],
  serverFirst: true,
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [greeting],
  detail: (match, step) => {
    if (match.details?.['greeting'] === 'BYE') return undefined
    if (step === 0) return capabilities
    // Some punish words that they do not know by a long wait.
    const { capabilities: list } = (match.details ?? {}) as Partial<ImapDetails>
    return step === 1 && (list === undefined || list.includes('ID')) ? identity : undefined
  },
  startTls: {
    offered: (match) => match.details?.['starttls'] === true,
    send: Buffer.from('a3 STARTTLS\r\n'),
    accepted: (answer) => /(?:^|\n)a3 OK/i.test(latin1(answer, 0, 1024)),
  },
  goodbye: Buffer.from('a4 LOGOUT\r\n'),
}
