import { cleanValue, known } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { SoftwareFacts } from '../products/product-rule.ts'
import type { FingerprintParam } from './read-fingerprints.ts'

const PLACE = /\{([\w.]{1,60})\}/g
const CPE = /^cpe:\/([aoh]):([^:]{1,100}):([^:]{1,100})(?::([^:]{0,100}))?/

/** What a fingerprint says of a text that its pattern fits, in our words. `groups`: the whole match, then its groups. */
export function fingerprintFacts(
  params: readonly FingerprintParam[],
  groups: readonly (string | undefined)[],
): SoftwareFacts {
  const values = new Map<string, string>()
  for (const { pos, name, value } of params) {
    const text = pos === 0 ? value : groups[pos]
    if (text !== undefined && text !== '' && !values.has(name)) values.set(name, text)
  }
  const get = (name: string): string | undefined => cleanValue(filled(values.get(name) ?? '', values))
  const names = ['service.cpe23', 'os.cpe23', 'hw.cpe23']
    .map((name) => cpeName(values.get(name) ?? '', values))
    .filter((name) => name !== undefined)
  return known({
    product: get('service.product') ?? get('service.family'),
    vendor: get('service.vendor'),
    version: get('service.version'),
    hostname: get('host.name'),
    os: operatingSystem(get('os.vendor'), get('os.product') ?? get('os.family')),
    device: get('hw.product') ?? kindOf(get('hw.device')) ?? kindOf(get('os.device')),
    cpe: names.length > 0 ? names : undefined,
  })
}

/** `'{service.version}'` in a value stands for another one; what is not known is left out. */
function filled(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(PLACE, (_place, name: string) => (values.get(name) ?? '').slice(0, 256))
}

/** A CPE 2.2 URI as a CPE 2.3 formatted string: its parts are read before the values are put in. */
function cpeName(uri: string, values: ReadonlyMap<string, string>): string | undefined {
  const [, part, vendor, product, version = ''] = CPE.exec(uri) ?? []
  if (part === undefined) return undefined
  const bare = filled(version, values)
  return cpe({
    part: part as 'a' | 'o' | 'h',
    vendor: unescaped(filled(vendor!, values)),
    product: unescaped(filled(product!, values)),
    version: bare === '' || bare === '-' ? undefined : unescaped(bare),
  })
}

function unescaped(text: string): string {
  return text.replace(/%([\da-f]{2})/gi, (_whole, digits: string) =>
    String.fromCharCode(parseInt(digits, 16)),
  )
}

/** A distribution by its own name, not as one more Linux. */
function operatingSystem(vendor: string | undefined, product: string | undefined): string | undefined {
  return product === 'Linux' && vendor !== undefined ? vendor : product
}

function kindOf(device: string | undefined): string | undefined {
  return device === 'General' ? undefined : device
}
