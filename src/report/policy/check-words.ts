import { amount, amountOf } from '../text-layout.ts'
import type { PolicyCheck, Violation, ViolationKind } from './violation.ts'

/** Of each kind what it means, for the rules of SARIF. */
export const KINDS: Readonly<Record<ViolationKind, string>> = {
  'unexpected-open': 'A port is open that the policy does not allow.',
  missing: 'A port is not open that must be.',
  service: 'Another service listens than the policy asks for.',
  product: 'Another program listens than the policy asks for.',
  version: 'The version of the program is not one that the policy asks for.',
  tls: 'The service does not speak TLS as the policy asks for.',
  'certificate-expiry': 'Fewer days of the certificate are left than the policy asks for.',
  'certificate-expired': 'The certificate has run out.',
  'certificate-not-yet-valid': 'The certificate is not valid yet.',
  unchecked: 'The report does not say what the policy asks for.',
}

/** Violations under the host that they are on, in their order. */
export function byHost(violations: readonly Violation[]): (readonly [Violation, ...Violation[]])[] {
  const hosts = new Map<string, [Violation, ...Violation[]]>()
  for (const violation of violations) {
    const key = JSON.stringify([violation.host, violation.name, violation.tag])
    const known = hosts.get(key)
    if (known === undefined) hosts.set(key, [violation])
    else known.push(violation)
  }
  return [...hosts.values()]
}

/** `'192.0.2.7 (www.example, web)'`; not escaped. */
export function hostText({ host, name, tag }: Pick<Violation, 'host' | 'name' | 'tag'>): string {
  const label = [name, tag].filter((text) => text !== undefined && text !== host).join(', ')
  return label === '' ? host : `${host} (${label})`
}

/** `'ports.yaml:7'`, or the path in the policy where the line is not known. */
export function ruleText({ policy }: PolicyCheck, { rule }: Violation): string {
  if (rule === undefined) return ''
  if (rule.line === undefined) return rule.path
  return `${policy ?? 'policy'}:${rule.line}`
}

/** `'3 violations on 2 hosts (5 hosts, 5,000 ports checked)'`. */
export function summaryText({ violations, unchecked, hosts }: PolicyCheck): string {
  const ports = hosts.reduce((sum, { scanned }) => sum + scanned, 0)
  const looked = `${amountOf(hosts.length, 'host')}, ${amountOf(ports, 'port')} checked`
  const open = unchecked.length === 0 ? '' : `; ${amount(unchecked.length)} not checked`
  if (violations.length === 0) return `no violations (${looked})${open}`
  const on = amountOf(byHost(violations).length, 'host')
  return `${amountOf(violations.length, 'violation')} on ${on} (${looked})${open}`
}
