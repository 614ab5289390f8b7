import type { PortResult } from '../../model/result.ts'
import type { Service } from '../../model/service.ts'
import type { Comparison } from '../diff/same-software.ts'
import { isTunnelled } from '../tls-tunnel.ts'
import { checkTls } from './check-tls.ts'
import { differs, unchecked, type Finding } from './finding.ts'
import { hasConditions, type PortRule } from './policy.ts'
import { satisfiesVersion, type VersionRange } from './version-range.ts'

const NOT_NAMED = unchecked(
  'a named service',
  'not named',
  'is open, but the report does not name its service: scan with services',
)

/** How what was found is judged. */
export interface Judgement {
  /** Milliseconds since 1970. */
  readonly now: number
  /** How the words of the report are compared with ours. */
  readonly words: Comparison
}

/** What an open port has that its entry does not want. */
export function checkService({ service }: PortResult, rule: PortRule, { now, words }: Judgement): Finding[] {
  if (!hasConditions(rule)) return []
  if (service === undefined) return [NOT_NAMED]
  const software = checkSoftware(service, rule, words)
  const tls = rule.tls === undefined ? undefined : checkTls(service.tls, rule.tls, now)
  return [...software, ...(tls === undefined ? [] : [tls])]
}

/** Of another service the version says nothing. */
function checkSoftware(
  service: Service,
  { service: names, product, version }: PortRule,
  words: Comparison,
): Finding[] {
  const found = serviceName(service)
  if (names !== undefined && !names.some((name) => isNamed(service, name, words))) {
    return [differs('service', 'is', names.join(' or '), found)]
  }
  const told = service.product ?? 'a program that is not told'
  if (product !== undefined && !product.some((one) => isProduct(service, one, words))) {
    return [differs('product', 'runs', product.join(' or '), told)]
  }
  const trouble = version === undefined ? undefined : checkVersion(service, version)
  return trouble === undefined ? [] : [trouble]
}

function checkVersion({ product, version }: Service, range: VersionRange): Finding | undefined {
  const wanted = [product, range.text].filter(Boolean).join(' ')
  if (version === undefined) return differs('version', 'runs', wanted, 'a version that is not told')
  if (satisfiesVersion(version, range) === true) return undefined
  return differs('version', 'runs', range.text, [product, version].filter(Boolean).join(' '))
}

/** `'http'`, `'tls/http'`, and `'unknown'` where nothing named it. */
export function serviceName(service: Service): string {
  if (service.confidence === 'port-table') return 'unknown'
  return `${isTunnelled(service) ? 'tls/' : ''}${service.name}`
}

/** `https` is `http` inside TLS, `imaps` is `imap` inside TLS. */
function isNamed(service: Service, wanted: string, words: Comparison): boolean {
  if (service.confidence === 'port-table') return false
  const [name, other] = [service.name.toLowerCase(), wanted.toLowerCase()]
  return words.sameService(other, name) || (isTunnelled(service) && other === `${name}s`)
}

/** Other programs say more of a product than we do: `Apache` is `Apache httpd`. */
function isProduct({ product }: Service, wanted: string, { absenceCounts: isOurs }: Comparison): boolean {
  const [found, other] = [product?.toLowerCase(), wanted.toLowerCase()]
  if (found === undefined || isOurs) return found === other
  return other.split(' ').every((word) => found.split(' ').includes(word))
}
