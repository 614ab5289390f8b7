import { lazyList } from '../lazily.ts'
import type { ProductRule } from './product-rule.ts'
import { smtpRules } from './rules-smtp.ts'

const domino = { product: 'Lotus Domino', vendor: 'IBM', cpe: 'ibm:lotus_domino' } as const
const exchange = {
  product: 'Exchange Server',
  vendor: 'Microsoft',
  os: 'Windows',
  cpe: 'microsoft:exchange_server',
} as const

/** POP3 and IMAP servers that greet alike. */
const mailboxRules: Iterable<ProductRule> = lazyList(() => [
  { on: /\bDovecot\b/i, product: 'Dovecot', vendor: 'Dovecot', cpe: 'dovecot:dovecot' },
  {
    on: /\bCourier-?IMAP\b/i,
    product: 'Courier IMAP',
    vendor: 'Double Precision',
    cpe: 'double_precision_incorporated:courier-imap',
  },
  {
    on: /\bMicrosoft Exchange 2000\b[\w ]{0,30}server version (?<version>\d[\d.]{0,20})(?: \((?<hostname>[\w.-]{1,100})\))?/i,
    ...exchange,
    product: 'Exchange 2000 Server',
  },
  {
    on: /\bMicrosoft Exchange Server 2003\b[\w ]{0,30}server version (?<version>\d[\d.]{0,20})(?: \((?<hostname>[\w.-]{1,100})\))?/i,
    ...exchange,
    product: 'Exchange 2003 Server',
  },
  { on: /\bMicrosoft Exchange\b/i, ...exchange },
  {
    on: /\bLotus (?:Notes|Domino)\b[\w ]{0,20} version (?:X\S{0,10}|Release (?<version>\d[\w.]{0,20}))/i,
    ...domino,
  },
  { on: /\b(?:Lotus|IBM|HCL) (?:Notes|Domino)\b|\bDomino IMAP4 Server Release /i, ...domino },
  {
    on: /(?:(?:^|\] )(?<hostname>[\w.-]{1,100}) )?Zimbra(?: (?<version>\d[\w.-]{0,40}))?/i,
    product: 'Collaboration',
    vendor: 'Zimbra',
    cpe: 'zimbra:collaboration',
  },
  {
    on: /\bCallPilot (?:IMAP4rev1|POP3) v(?<version>\d[\d.]{0,20})/i,
    product: 'CallPilot',
    vendor: 'Nortel',
    cpe: 'nortel:callpilot',
  },
  { on: /\bWinWebMail \[/i, product: 'WinWebMail', vendor: 'Ma Jian', os: 'Windows' },
  {
    on: /\bUniversity of Washington\b|\bUW IMAP\b|IMAP4rev1 v?(?=20\d\d)|^POP3 [\w.-]{1,100} v(?=20\d\d)/i,
    product: 'UW IMAP',
    vendor: 'University of Washington',
    cpe: 'university_of_washington:uw-imap',
  },
  { on: /\bPanda IMAP\b/i, product: 'Panda IMAP', vendor: 'Panda' },
  { on: /\bQpopper\b|\bQPOP\b/i, product: 'Qpopper', vendor: 'Qualcomm', cpe: 'qualcomm:qpopper' },
  { on: /\bSolid POP3\b/i, product: 'Solid POP3', vendor: 'Solid' },
  { on: /\bteapop\b/i, product: 'Teapop', vendor: 'Teapop' },
  { on: /\bpopa3d\b/i, product: 'popa3d', vendor: 'Openwall' },
  { on: /^POP3 Ready\s?$/, product: 'Mailutils', vendor: 'GNU', cpe: 'gnu:mailutils', versioned: false },
  {
    on: /\bGNU ?(?:mailutils|POP3)\b|\bmailutils\b/i,
    product: 'Mailutils',
    vendor: 'GNU',
    cpe: 'gnu:mailutils',
  },
  { on: /\bBinc IMAP\b/i, product: 'Binc IMAP', vendor: 'Binc', cpe: 'andreas_aardal_hanssen:bincimap' },
  { on: /\bdbmail\b/i, product: 'DBMail', vendor: 'DBMail', cpe: 'dbmail:dbmail' },
  { on: /\bvpopmail\b|\bqmail-pop3d\b/i, product: 'qmail-pop3d', vendor: 'qmail' },
  { on: /\btpop3d\b/i, product: 'tpop3d', vendor: 'tpop3d' },
  { on: /\bGimap\b|\bGpop\b/, product: 'Gmail', vendor: 'Google', versioned: false },
  {
    on: /\bEudora Internet Mail Server\b|\bEIMS\b/i,
    product: 'Internet Mail Server',
    vendor: 'Eudora',
    os: 'Mac OS',
  },
  { on: /\bPerdition\b/i, product: 'Perdition', vendor: 'Perdition', cpe: 'horms:perdition' },
  { on: /\bNetscape (?:IMAP|Messaging)\b/i, product: 'Messaging Server', vendor: 'Netscape' },
])

/** POP3: the text after `+OK`. */
export const pop3Rules: Iterable<ProductRule> = lazyList(() => [
  {
    on: /^Hello there\.?(?: <|$)/,
    product: 'Courier POP3',
    vendor: 'Double Precision',
    cpe: 'double_precision_incorporated:courier-imap',
    versioned: false,
  },
  { on: /^(?:\S{1,100} )?popper \(version /i, product: 'popper', vendor: 'University of California' },
  {
    on: /(?:^(?<hostname>[\w.-]{1,100}) )?Cyrus POP3 (?:Murder )?v?(?<version>\d[\w.+~-]{0,60})?/i,
    product: 'Cyrus POP',
    vendor: 'Carnegie Mellon University',
    cpe: 'cyrus:imap',
  },
  ...mailboxRules,
  ...smtpRules,
])

/** IMAP: the text after `* OK`, and the values of an ID answer. */
export const imapRules: Iterable<ProductRule> = lazyList(() => [
  // The one server that greets with these words alone.
  {
    on: /^IMAPrev1$/,
    product: 'hMailServer',
    vendor: 'hMailServer',
    os: 'Windows',
    cpe: 'hmailserver:hmailserver',
    versioned: false,
  },
  {
    on: /(?:(?:^|\] )(?<hostname>[\w.-]{1,100}) )?Cyrus IMAP4? (?:Murder )?v?(?<version>\d[\w.+~-]{0,60})?/i,
    product: 'Cyrus IMAP',
    vendor: 'Carnegie Mellon University',
    cpe: 'cyrus:imap',
  },
  ...mailboxRules,
  ...smtpRules,
])
