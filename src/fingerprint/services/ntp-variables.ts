import { cleanValue, known as present } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { operatingSystem, type SystemHint } from '../products/operating-system.ts'
import { splitToken, trimVersion } from '../products/split-version.ts'
import type { Match } from '../service-probe.ts'

/** At most this much of a list of variables is read, and so many of them. */
const MOST_TEXT = 2_048
const MOST_VARIABLES = 64
// `name="value"` or `name=value`, set apart by commas and blanks.
const VARIABLE = /(?<name>[A-Za-z][\w.]{0,31})=(?:"(?<quoted>[^"]{0,200})"|(?<bare>[^,"\r\n]{0,200}))/g
const NTPD = /^x?ntpd? (?:version=)?(?<version>\d[\w.-]{0,40})/
const NTPSEC = /^ntpd ntpsec-(?<version>\d[\d.]{0,20})/

/** The variables that a server lists (RFC 9327, section 4), by their names. */
export function readVariables(text: string): ReadonlyMap<string, string> {
  const variables = new Map<string, string>()
  for (const { groups } of text.slice(0, MOST_TEXT).matchAll(VARIABLE)) {
    if (variables.size >= MOST_VARIABLES) break
    const value = cleanValue(groups!['quoted'] ?? groups!['bare'])
    if (value !== undefined) variables.set(groups!['name']!, value)
  }
  return variables
}

/** The software and the system that its variables `version`, `system` and `processor` tell of. */
export function softwareOf(variables: ReadonlyMap<string, string>): Partial<Match> {
  const system = variables.get('system')
  const os = system === undefined ? undefined : systemOf(system)
  const { cpe: names = [], ...software } = programOf(variables.get('version') ?? '')
  const all = [...names, ...(os?.cpe === undefined ? [] : [os.cpe])]
  return present({
    ...software,
    hostname: variables.get('hostname'),
    os: os?.name,
    cpe: all.length === 0 ? undefined : all,
  })
}

function programOf(text: string): Partial<Match> {
  const sec = NTPSEC.exec(text)?.groups?.['version']
  if (sec !== undefined) return named('NTPsec', 'NTPsec', 'ntpsec:ntpsec', sec)
  const version = trimVersion(NTPD.exec(text)?.groups?.['version'])
  if (version !== undefined || /^ntpd\b/.test(text)) return named('ntpd', 'NTP Project', 'ntp:ntp', version)
  const other = splitToken(text)
  return present({ product: cleanValue(other.product), version: cleanValue(other.version) })
}

function named(product: string, vendor: string, name: string, version: string | undefined): Partial<Match> {
  const [maker, program] = name.split(':') as [string, string]
  return {
    product,
    vendor,
    ...present({ version }),
    cpe: [cpe({ part: 'a', vendor: maker, product: program, version })],
  }
}

// A system and its release, with or without a mark between: `Linux/5.10.0`, `NetBSD1.6`, `JUNOS7.0R2.7`.
const SYSTEM = /^(?:UNIX\/)?(?<name>[A-Za-z][A-Za-z _()-]{0,40}?)[/ _]?[vV]?(?<release>\d.{0,60})?$/

function systemOf(text: string): SystemHint {
  const { name = text, release = '' } = SYSTEM.exec(text)?.groups ?? {}
  return operatingSystem(`${name} ${release}`) ?? operatingSystem(text) ?? { name: name.trim().slice(0, 64) }
}
