import { type NamedVersion, trimVersion } from './split-version.ts'

// A number that may be a version, with the word or mark that announces it.
const NUMBER = /(?<before>^|[\s(/_-])v?(?<version>\d{1,8}\.\d[\w.+~-]{0,63})/gi
const ADDRESS = /^(?:\d{1,3}\.){3}\d{1,3}$/
const DATE = /^\d{1,2}\.\d{1,2}\.(?:19|20)\d\d$/
const ADDRESS_BEFORE = /(?:[[:]|\b(?:at|by|for|from|host|ip|to))\s?\(?$/i
// What stands between a name and its version and belongs to neither; taken off from the end, one at a time.
const CONNECTOR =
  /(?:^|[\s(,:;])(?:version|ver|vers|rev|revision|release|rel|build|v|server|service|services|daemon|receiver|gateway|protocol|e?smtps?|ftps?|pop3?s?|imap4?(?:rev1)?|nntp|lmtp|mta|mail|transfer|edition|\[[\w ]{1,24}\])[\s.:,(/_-]{0,4}$/i
const MOST_CONNECTORS = 6
// All words of a bracket that begins with a name; else the words with a capital, and years, directly before.
const BRACKETED = /\((?<product>[A-Za-z][\w.+'&!/-]{0,30}(?: [\w.+'&!/-]{1,30}){0,4})$/
const NAME =
  /(?:^|[\s(["'])(?<product>[a-z]{0,3}[A-Z][\w.+'&!/-]{0,30}(?: (?:[a-z]{0,3}[A-Z][\w.+'&!/-]{0,30}|[12]\d{3})){0,4})$/
const LOWER_NAME = /(?:^|\s)(?<product>[a-z][\w-]{1,20}d)$/
// Words that make no name, alone or together.
const NO_NAME =
  /^(?:the|this|is|welcome|to|hello|here|our|your|at|on|ready|services?|server|daemon|gateway|handler|internet|inbound|unix|print|version|ver|revision|rev|release|build|http|host|free|edition|copyright|protocol|transfer|file|e?mail|mta|e?smtps?|ftps?|pop3?|imap4?(?:rev1)?|nntp|lmtp|mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec),?$/i
const PROTOCOL = /^(?:e?smtps?|ftps?|pop3?|imap4?(?:rev1)?|nntp|lmtp|version|release)$/i
// Made-up words as only programs have: a capital inside, or mail in it; the names of FTP servers.
const MAIL_BRAND =
  /\bE?SMTP (?<product>[A-Z][a-z]{1,20}[A-Z][A-Za-z]{1,20}|[A-Za-z]{2,20}mail|[A-Za-z]{2,20}smtpd?|[A-Za-z]{0,20}[Mm]ail[A-Za-z]{2,20})(?=$|[;(]| \(|\s{1,3}(?:[Rr]eady|[Ss]ervice|[Ss]erver))/
const FTP_BRAND =
  /(?:^|[\s(])(?<product>[A-Za-z][\w-]{0,20}(?:[Ff][Tt][Pp]d|FTPD?))(?=$|[\s[;:,()]|\.(?:$|\s))/

/**
 * The program that a greeting names together with a number: the words with capitals before the first dotted number
 * that is no address, without the words that every greeting has. `'mx ESMTP Acme Mail Server 6.2 ready'`: Acme Mail
 * Server, 6.2. A company's name has no version, so words without a number are left alone.
 */
export function splitSentence(text: string): NamedVersion {
  for (const found of text.matchAll(NUMBER)) {
    const version = trimVersion(found.groups!['version'])
    const before = text.slice(Math.max(0, found.index - 90), found.index)
    if (version === undefined || DATE.test(version)) continue
    const product = nameBefore(before)
    // Four small numbers are a version only right behind a name.
    if (ADDRESS.test(version) && (product === undefined || ADDRESS_BEFORE.test(before))) continue
    return product === undefined ? { version } : { product, version }
  }
  return {}
}

/** The program that a greeting names without a version, where the word can be no company and no host. */
export function brandOf(text: string): string | undefined {
  const word = (MAIL_BRAND.exec(text) ?? FTP_BRAND.exec(text))?.groups?.['product']
  if (word === undefined || NO_NAME.test(word)) return undefined
  const host = /^\s{0,4}(?<host>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})/.exec(text)?.groups?.['host'] ?? ''
  return host.toLowerCase().includes(word.toLowerCase()) ? undefined : word
}

function nameBefore(before: string): string | undefined {
  let rest = before.trimEnd()
  for (let times = 0; times < MOST_CONNECTORS; times++) {
    const name = nameAtEnd(rest)
    if (name !== undefined) return name
    const shorter = rest.replace(CONNECTOR, '').trimEnd()
    if (shorter === rest) break
    rest = shorter
  }
  return nameAtEnd(rest.replace(/[\s(,:;/_-]{1,4}$/, ''))
}

function nameAtEnd(text: string): string | undefined {
  const found = BRACKETED.exec(text) ?? NAME.exec(text) ?? LOWER_NAME.exec(text)
  const words = found?.groups?.['product']?.split(' ') ?? []
  while (words.length > 0 && NO_NAME.test(words[0]!)) words.shift()
  while (words.length > 0 && PROTOCOL.test(words.at(-1)!)) words.pop()
  const name = words.join(' ')
  return name.length < 2 || words.every((word) => NO_NAME.test(word)) || isHost(words[0]!) ? undefined : name
}

function isHost(name: string): boolean {
  return /\.[a-z]{2,63}$/i.test(name)
}
