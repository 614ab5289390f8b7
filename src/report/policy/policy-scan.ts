import { formatPorts } from '../../model/format-ports.ts'
import { hasConditions, type Policy } from './policy.ts'

/** What `scan()` takes to find out all that a policy asks. */
export interface PolicyScanPlan {
  /** Its hosts as they are written; tags lead nowhere. */
  readonly targets: readonly string[]
  /** Those that must be looked at; where the policy does not say, the most common ones. */
  readonly ports: readonly string[]
  readonly services: boolean
}

const USUAL_PORTS = 'top-1000'

/**
 * The scan whose report leaves nothing of a policy unchecked.
 *
 * @example
 * const { targets, ...options } = policyScan(policy)
 * const check = checkReport(await scan(targets, options).report(), policy)
 */
export function policyScan({ hosts, scan }: Policy): PolicyScanPlan {
  const rules = hosts.flatMap(({ ports }) => ports)
  const asked = rules
    .filter((rule) => rule.required || hasConditions(rule))
    .map(({ ports }) => formatPorts(ports))
  const usual = scan.ports === undefined ? USUAL_PORTS : formatPorts(scan.ports)
  return {
    targets: hosts.filter(({ pattern }) => pattern.kind !== 'tag').map(({ text }) => text),
    ports: [...new Set([usual, ...asked])],
    services: scan.services ?? rules.some(hasConditions),
  }
}
