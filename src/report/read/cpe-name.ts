/**
 * A CPE URI, as older tools write it, as a CPE 2.3 formatted string (NISTIR 7695, section 6.1). What is no such URI stays
 * as it is.
 *
 * @example
 * cpeName('cpe:/a:openbsd:openssh:9.2:p1') // 'cpe:2.3:a:openbsd:openssh:9.2:p1:*:*:*:*:*:*'
 */
export function cpeName(uri: string): string {
  if (!/^cpe:\/[aoh](?::|$)/i.test(uri)) return uri
  const parts = uri.slice('cpe:/'.length).split(':')
  if (parts.length > 7) return uri
  const [part = '', vendor, product, version, update, edition = '', language] = parts
  // What 2.2 has no place for is packed into its edition.
  const [plain, ...newer] = edition.startsWith('~') ? edition.slice(1).split('~') : [edition]
  const values = [vendor, product, version, update, plain, language, ...newer.slice(0, 4)]
  return `cpe:2.3:${part.toLowerCase()}:${Array.from({ length: 10 }, (_, at) => formatted(values[at])).join(':')}`
}

/** Nothing is ANY; what is percent-encoded, and no letter, is quoted by a backslash; `%01` and `%02` are wildcards. */
function formatted(value = ''): string {
  if (value === '') return '*'
  if (value === '-') return '-'
  const decoded = value.toLowerCase().replace(/%01/g, '?').replace(/%02/g, '*')
  return decoded.replace(/%([\da-f]{2})|([^\w.?*-])/g, (_whole, digits?: string, character?: string) => {
    const plain = digits === undefined ? character! : String.fromCharCode(parseInt(digits, 16))
    return /\w/.test(plain) ? plain : `\\${plain}`
  })
}
