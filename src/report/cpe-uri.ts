const FORMATTED = /^cpe:2\.3:[aoh*-](?::(?:\\[^]|[^:\\])+){10}$/

/**
 * A CPE 2.3 formatted string as the URI that older tools read (NISTIR 7695, section 6.1). What is no such string stays
 * as it is.
 *
 * @example
 * cpeUri('cpe:2.3:a:openbsd:openssh:9.2:p1:*:*:*:*:*:*') // 'cpe:/a:openbsd:openssh:9.2:p1'
 */
export function cpeUri(name: string): string {
  if (!FORMATTED.test(name)) return name
  const values = (name.slice('cpe:2.3:'.length).match(/(?:\\[^]|[^:\\])+/g) ?? []).map(uriValue)
  const [edition = '', language = '', ...newer] = values.slice(5)
  // What 2.2 has no place for is packed into its edition.
  const packed = newer.some((value) => value !== '') ? `~${[edition, ...newer].join('~')}` : edition
  return `cpe:/${[...values.slice(0, 5), packed, language].join(':')}`.replace(/:+$/, '')
}

/** ANY is empty, "not applicable" a hyphen; what is quoted by a backslash is percent-encoded, and so are wildcards. */
function uriValue(value: string): string {
  if (value === '*') return ''
  return value.replace(/\\([^])|([*?])/g, (_whole, quoted?: string, wildcard?: string) => {
    if (quoted === undefined) return wildcard === '?' ? '%01' : '%02'
    return /[\w.-]/.test(quoted) ? quoted : percent(quoted)
  })
}

function percent(character: string): string {
  const digits = [...new TextEncoder().encode(character)].map((byte) => byte.toString(16).padStart(2, '0'))
  return `%${digits.join('%')}`
}
