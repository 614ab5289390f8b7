import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { operatingSystem } from '../products/operating-system.ts'
import { splitToken } from '../products/split-version.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `dict`. */
export interface DictDetails {
  /** What it offers beyond the protocol: `'auth'`, `'mime'`. */
  readonly capabilities?: readonly string[]
  readonly greeting?: string
}

/** `220 text <capabilities> <message id>`: the two in angle brackets must be there. */
const GREETING =
  /^220 (?<text>[^\r\n<>]{0,300}) {0,4}<(?<capabilities>[\w.]{0,100})> <[^<>@\s]{1,100}@[^<>@\s]{1,255}>\s{0,2}\r?\n/
const PROGRAMS = [
  { on: /\bdictd (?<version>\d[\w.]{0,20})/, product: 'dictd', cpe: 'dict:dictd' },
  { on: /\bGNU dico (?<version>\d[\w.]{0,20})/, product: 'GNU dico', cpe: 'gnu:dico' },
]

const greeting: Matcher = (answer) => {
  const groups = GREETING.exec(latin1(answer, 0, 1024))?.groups
  if (!groups) return undefined
  const text = groups['text']!
  const capabilities = groups['capabilities']!.split('.').filter((word) => word !== '')
  const details: DictDetails = {
    ...(capabilities.length > 0 && { capabilities }),
    ...present({ greeting: cleanValue(text) }),
  }
  return {
    name: 'dict',
    ...present({ hostname: hostOf(text), os: operatingSystem(text)?.name }),
    ...softwareOf(text),
    details: { ...details },
    confidence: 'structured',
    evidence: 'greeting with capabilities and a message id',
  }
}

function hostOf(text: string): string | undefined {
  return /^(?<host>[\w-]{1,63}(?:\.[\w-]{1,63}){1,8}) /.exec(text)?.groups?.['host']
}

function softwareOf(text: string): Partial<Match> {
  for (const program of PROGRAMS) {
    const version = program.on.exec(text)?.groups?.['version']
    if (version === undefined) continue
    const [vendor = '', product = ''] = program.cpe.split(':')
    return { product: program.product, version, cpe: [cpe({ part: 'a', vendor, product, version })] }
  }
  return present(splitToken(text))
}

/**
 * DICT, RFC 2229.
 *
 * Asks: nothing; then `QUIT`.
 * Known by: a greeting that ends with a list of capabilities and a message id, each in angle brackets.
 * Version: product and version where the greeting names them.
 */
export const dict: ServiceProbe = {
  name: 'dict',
  ports: [2628],
  rarity: 7,
  serverFirst: true,
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [greeting],
  goodbye: Buffer.from('QUIT\r\n'),
}
