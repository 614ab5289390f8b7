import type { PortResult } from '../../model/result.ts'
import type { Service } from '../../model/service.ts'
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

/** What an open port has that its entry does not want. `now`: milliseconds since 1970. */
export function checkService({ service }: PortResult, rule: PortRule, now: number): Finding[] {
  if (!hasConditions(rule)) return []
  if (service === undefined) return [NOT_NAMED]
  const software = checkSoftware(service, rule)
  const tls = rule.tls === undefined ? undefined : checkTls(service.tls, rule.tls, now)
  return [...software, ...(tls === undefined ? [] : [tls])]
}

/** Of another service the version says nothing. */
function checkSoftware(service: Service, { service: names, product, version }: PortRule): Finding[] {
  const found = serviceName(service)
  if (names !== undefined && !names.some((name) => isNamed(service, name))) {
    return [differs('service', 'is', names.join(' or '), found)]
  }
  const told = service.product ?? 'a program that is not told'
  if (product !== undefined && !product.some((one) => sameText(one, service.product))) {
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
function isNamed(service: Service, wanted: string): boolean {
  if (service.confidence === 'port-table') return false
  return sameText(wanted, service.name) || (isTunnelled(service) && sameText(wanted, `${service.name}s`))
}

function sameText(a: string, b: string | undefined): boolean {
  return a.toLowerCase() === b?.toLowerCase()
}
