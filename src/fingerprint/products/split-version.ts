/** A product's name and version as they stand in a text. */
export interface NamedVersion {
  readonly product?: string
  readonly version?: string
}

// What may stand between a product's name and its version: blanks and marks, a word such as "Server" or "version".
const AFTER =
  /^[\s/_(:,;@'"-]{0,4}(?:(?:ftp|smtp|esmtp|mail|web|http|ssh|dns|imap|imap4|imap4rev1|pop3|server|service|daemon|mta)[\s/,:_-]{1,3}){0,3}\(?(?:(?:version|vers|ver|revision|rev|release|rel|build)[.:=]?[\s/_]{0,2})?v?(?<version>\d[\w.+~-]{0,63})/i

// `software/version`, `software_version`, `software-version`, `software version` at the start of a field.
const TOKEN =
  /^(?<product>[A-Za-z][A-Za-z0-9.+!&-]{0,40}?(?:[ _-][A-Za-z][A-Za-z0-9.+&]{0,30}){0,5}?)(?:[/_-]| {1,2}|[/_ -]v|[/_ -]ver\.? ?|[/ -]version )(?<version>\d[\w.+~-]{0,63})/i

// A dotted number anywhere, with the word before it.
const DOTTED = /(?:^|[^\w.])v?(?<version>\d{1,8}\.\d[\w.+~-]{0,63})/gi
const LABELLED =
  /[\s,;(](?:(?:version|ver|revision|rev|release|build)\b[.:]?\s{0,2}v?|v)(?<version>\d[\w.+~-]{0,63})/i
const ADDRESS = /^(?:\d{1,3}\.){3}\d{1,3}$/
// Where four small numbers are an address and not a version.
const ADDRESS_BEFORE = /(?:[[:(]|^|\b(?:at|by|for|from|host|ip|to) )$/i
const DATE = /^\d{1,2}\.\d{1,2}\.(?:19|20)\d\d$/
const WORD_BEFORE =
  /(?<product>[A-Z][\w.+-]{1,30})[ /_(-]{1,2}(?:(?:version|ver|release|server|service)[ .:]{0,2})?v?$/i
// What servers are told to say instead of their names, and what is no more than the protocol's.
const NO_NAME =
  /^(?:(?:secure |simple |embedded |the )?(?:https?|web|www|ssh|sshd)?[ _-]?(?:server|service|daemon|httpd?)?|unknown|none|null|undefined|undisclosed|hidden|private|n\/?a|nil|localhost|redacted|not available|\$\w{1,30})$/i
const NO_PRODUCT =
  /^(?:version|ver|release|revision|rev|server|service|ready|build|ftp|smtp|esmtp|pop3|imap4?|mail|at|on|http|the|print|inbound|unix)$/i

/** The version that directly follows a product's name: `' 4.96 #2'` → `'4.96'`. */
export function versionAfter(text: string): string | undefined {
  return trimVersion(AFTER.exec(text.slice(0, 120))?.groups?.['version'])
}

/** Splits a field that starts with `software/version` or the like. */
export function splitToken(text: string): NamedVersion {
  const match = TOKEN.exec(text)
  const version = trimVersion(match?.groups?.['version'])
  if (match === null || version === undefined) return {}
  const product = match.groups!['product']!.trimEnd()
  // A name for the release, and then its number: `Acme-Server-11g/11.1.1.6`.
  const number = /^\/(?<version>\d{1,5}\.[\w.]{1,40})/.exec(text.slice(match[0].length))?.groups?.['version']
  if (number !== undefined && !version.includes('.'))
    return { product: `${product} ${version}`, version: trimVersion(number)! }
  return NO_NAME.test(product) ? { version } : { product, version }
}

// What stands before the program where a field names the system or a protocol first.
const NO_PROGRAM =
  /^(?:linux|unix|posix|windows(?: nt| ce)?|win32|free ?bsd|net ?bsd|open ?bsd|ubuntu|debian|centos|fedora|sunos|solaris|darwin|mac[ _]?os(?:[ _]x)?|vxworks|ecos|threadx|nucleus|ipos|os|ucos|freertos|https?|upnp|dlnadoc)(?=[\s/,;-]|$)/i

/**
 * What follows a system or a protocol that a field names first: `'Linux/5.4 UPnP/1.0 Acme/2.1'` is Acme, 2.1. Nothing
 * where only those are there; `undefined` where the field begins with a program.
 */
export function splitBehindSystem(text: string): NamedVersion | undefined {
  let rest = text
  for (let times = 0; times < 5; times++) {
    const word = NO_PROGRAM.exec(rest)?.[0]
    if (word === undefined) return times === 0 ? undefined : splitToken(rest)
    const next = /[\s,;]{1,3}(?=[A-Za-z])/.exec(rest.slice(word.length))
    if (next === null) return {}
    rest = rest.slice(word.length + next.index + next[0].length)
  }
  return {}
}

/** Splits a field that starts with its version: `'1.0.2 VShell'`. A library that is named in between does not count. */
export function splitReversed(text: string): NamedVersion {
  const groups =
    /^(?<version>\d[\w.]{0,30}?)[ _](?:sshlib:? )?(?<product>[A-Za-z][\w.+-]{1,30}(?: [A-Za-z][\w.+-]{0,30}){0,4})/.exec(
      text,
    )?.groups
  const version = trimVersion(groups?.['version'])
  return groups && version !== undefined ? { product: groups['product']!, version } : {}
}

/** The name that a field starts with, where it has no version: up to five words, and no further than the first mark. */
export function firstName(text: string): string | undefined {
  const [name] =
    /^[A-Za-z][\w.+!&-]{1,40}(?: [A-Za-z][\w.+!&-]{0,30}){0,4}(?= {0,2}(?:$|[(;,[/]))/.exec(text) ?? []
  const word = name ?? /^[A-Za-z][\w.+!&-]{1,40}(?= |$)/.exec(text)?.[0]
  return word === undefined || NO_NAME.test(word) ? undefined : word
}

/** The first dotted number of a text that is no address, and the word before it if that looks like a name. */
export function firstVersion(text: string): NamedVersion {
  for (const found of text.matchAll(DOTTED)) {
    const version = trimVersion(found.groups?.['version'])
    if (version === undefined || DATE.test(version)) continue
    const before = text.slice(Math.max(0, found.index - 50), found.index + found[0].indexOf(version))
    if (ADDRESS.test(version) && ADDRESS_BEFORE.test(before)) continue
    const product = WORD_BEFORE.exec(before)?.groups?.['product']
    return product === undefined || product.includes('.') || NO_PRODUCT.test(product)
      ? { version }
      : { product, version }
  }
  return {}
}

/** A version that a word announces (`version 1.2`, `v1.2`), a little further on. */
export function labelledVersion(text: string): string | undefined {
  return trimVersion(LABELLED.exec(text.slice(0, 120))?.groups?.['version'])
}

// What the packager calls the same release: `3.6.1-Debian-3.6.1-4+deb12u5`, `1.8.2+deb3.1`, `1.3.8+dfsg`.
const PACKAGE = /(?:-(?:Debian|Ubuntu)(?:-[\w.+~-]{0,60})?|[+~](?:dfsg|deb\d|ubuntu\d)[\w.+~-]{0,60})$/

/** A version without the punctuation of the sentence it stands in, and without its packager's name for it. */
export function trimVersion(version: string | undefined): string | undefined {
  const trimmed = version
    ?.slice(0, 64)
    .replace(PACKAGE, '')
    .replace(/(?:[._+~-]{1,8}|-(?:release|final))$/i, '')
  if (trimmed === undefined || trimmed === '') return undefined
  // Some write the dots as underscores.
  return /^\d{1,5}(?:_\d{1,5}){1,4}$/.test(trimmed) ? trimmed.replaceAll('_', '.') : trimmed
}
