import { cleanValue, FIELD_LIMIT, known } from '../field.ts'
import { operatingSystem } from './operating-system.ts'
import { firstRule, type ProductRule, type SoftwareFacts } from './product-rule.ts'
import { databaseRules } from './rules-database.ts'
import { dnsRules } from './rules-dns.ts'
import { ftpRules } from './rules-ftp.ts'
import { httpRules } from './rules-http.ts'
import { imapRules, pop3Rules } from './rules-mailbox.ts'
import { nntpRules } from './rules-nntp.ts'
import { rtspRules } from './rules-rtsp.ts'
import { sipRules } from './rules-sip.ts'
import { smtpRules } from './rules-smtp.ts'
import { snmpRules } from './rules-snmp.ts'
import { sshRules } from './rules-ssh.ts'
import { telnetRules } from './rules-telnet.ts'
import { brandOf, splitSentence } from './split-sentence.ts'
import {
  firstName,
  firstVersion,
  splitBehindSystem,
  splitReversed,
  splitToken,
  type NamedVersion,
} from './split-version.ts'

/** What part of what protocol a text is: each kind has its own rules. */
export type FieldKind =
  | 'ssh'
  | 'ftp'
  | 'smtp'
  | 'pop3'
  | 'imap'
  | 'http-server'
  | 'dns'
  | 'mysql'
  | 'sip'
  | 'snmp'
  | 'nntp'
  | 'rtsp'
  | 'telnet'

/** The product rules of each kind of field, tried in this order; the first that fits counts. */
export const productRules: Readonly<Record<FieldKind, Iterable<ProductRule>>> = {
  ssh: sshRules,
  ftp: ftpRules,
  smtp: smtpRules,
  pop3: pop3Rules,
  imap: imapRules,
  'http-server': httpRules,
  dns: dnsRules,
  mysql: databaseRules,
  sip: sipRules,
  snmp: snmpRules,
  nntp: nntpRules,
  rtsp: rtspRules,
  telnet: telnetRules,
}

// Fields that start with the software's name; in the others it stands somewhere in a sentence.
const TOKENS: ReadonlySet<FieldKind> = new Set<FieldKind>([
  'ssh',
  'http-server',
  'dns',
  'sip',
  'rtsp',
  'snmp',
])
// Fields that hold nothing but the software's name and what belongs to it.
const NAMES: ReadonlySet<FieldKind> = new Set<FieldKind>(['ssh', 'http-server'])

// Greetings whose form leaves a place for the program's name.
const GREETINGS: ReadonlySet<FieldKind> = new Set<FieldKind>(['ftp', 'smtp', 'pop3', 'imap'])

/**
 * Product, vendor, version, operating system and CPE names from one field of a banner: product rules first, generic
 * splitting (`software/version`, `software_version`, dotted numbers) where no rule fits. Never throws; reads at most
 * 512 characters.
 *
 * @example
 * describeSoftware('ssh', 'OpenSSH_9.2p1 Debian-2+deb12u3')
 * // { product: 'OpenSSH', vendor: 'OpenBSD', version: '9.2p1', os: 'Debian', cpe: ['cpe:2.3:a:openbsd:openssh:9.2:p1:…'] }
 */
export function describeSoftware(kind: FieldKind, text: string): SoftwareFacts {
  const field = text.slice(0, FIELD_LIMIT)
  return firstRule(productRules[kind], field, !TOKENS.has(kind)) ?? split(kind, field)
}

function split(kind: FieldKind, field: string): SoftwareFacts {
  const { product, version } = splitField(kind, field)
  const name = product ?? (GREETINGS.has(kind) ? brandOf(field) : undefined)
  const system = operatingSystem(field)
  return known({
    product: cleanValue(name),
    version: cleanValue(version),
    os: system?.name,
    cpe: system?.cpe === undefined ? undefined : [system.cpe],
  })
}

function splitField(kind: FieldKind, field: string): NamedVersion {
  // Any number may stand there, of the system or of its hardware.
  if (kind === 'snmp') return {}
  if (!TOKENS.has(kind)) return splitSentence(field)
  const behind = kind === 'http-server' ? splitBehindSystem(field) : undefined
  if (behind !== undefined) return behind
  const token = kind === 'ssh' && /^\d/.test(field) ? splitReversed(field) : splitToken(field)
  const found = token.version === undefined ? firstVersion(field) : token
  if (!NAMES.has(kind)) return found
  const product = found.product ?? firstName(field)
  return product === undefined ? found : { ...found, product }
}
