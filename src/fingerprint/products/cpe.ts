/** What a CPE name is made of; the other seven attributes are always ANY. */
export interface CpeParts {
  /** `'a'` application, `'o'` operating system, `'h'` hardware. */
  readonly part: 'a' | 'o' | 'h'
  readonly vendor: string
  readonly product: string
  readonly version?: string | undefined
}

/**
 * A CPE 2.3 formatted string (NISTIR 7695, section 6.2). A version's patch suffix becomes the update attribute,
 * as the National Vulnerability Database writes it.
 *
 * @example
 * cpe({ part: 'a', vendor: 'openbsd', product: 'openssh', version: '9.2p1' })
 * // 'cpe:2.3:a:openbsd:openssh:9.2:p1:*:*:*:*:*:*'
 */
export function cpe({ part, vendor, product, version }: CpeParts): string {
  const [release, update] = splitUpdate(version)
  const attributes = [vendor, product, release, update].map(cpeValue)
  return `cpe:2.3:${part}:${attributes.join(':')}:*:*:*:*:*:*`
}

/** The same name with a version, if it is an application's and has none yet. */
export function versionedCpe(name: string, version: string): string {
  const bare = /^cpe:2\.3:a:[^:]{1,100}:[^:]{1,100}(?=:\*:\*:)/.exec(name)?.[0]
  if (bare === undefined) return name
  const [release, update] = splitUpdate(version)
  return `${bare}:${cpeValue(release)}:${cpeValue(update)}:*:*:*:*:*:*`
}

const UPDATE = /^(?<release>\d[\d.]{0,40})[-_.]?(?<update>(?:p|rc|beta|alpha|sp)\d{1,4})?(?:_hpn\w{1,10})?$/i

function splitUpdate(version: string | undefined): (string | undefined)[] {
  const parts = version === undefined ? undefined : UPDATE.exec(version)?.groups
  return parts ? [parts['release'], parts['update']] : [version, undefined]
}

/**
 * One attribute value: lower case, blanks as underscores, everything but letters, digits, `_`, `.` and `-` quoted
 * by a backslash. A lone hyphen would mean "not applicable", so it is quoted too. Absent means ANY.
 */
export function cpeValue(value: string | undefined): string {
  const text = value
    ?.toLowerCase()
    .replace(/\s/g, '_')
    .replace(/[^\x21-\x7e]/g, '')
    .slice(0, 100)
  if (text === undefined || text === '') return '*'
  if (text === '-') return '\\-'
  return text.replace(/[^\w.-]/g, '\\$&')
}
