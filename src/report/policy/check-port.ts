import type { PortResult } from '../../model/result.ts'
import { statesOf, type HostView } from '../diff/host-view.ts'
import { portKey, type PortKey } from '../diff/port-key.ts'
import { checkService, serviceName, type Judgement } from './check-service.ts'
import { portViolation, type Finding, type Who } from './finding.ts'
import type { HostRule, PortRule } from './policy.ts'
import { ruleForPort } from './rule-for.ts'
import type { Violation } from './violation.ts'

/** Holds an open port against the entry of its host; none is about a host that may have nothing open. */
export function checkOpenPort(
  result: PortResult,
  who: Who,
  host: HostRule | undefined,
  judgement: Judgement,
): Violation[] {
  const key = portKey(result)
  const rule = host && ruleForPort(host, key)
  if (rule === undefined) return [portViolation(unexpected(result, host), who, key, host?.place)]
  return checkService(result, rule, judgement).map((finding) => portViolation(finding, who, key, rule.place))
}

/** Whether a port that must be open is. Of one that was not scanned the coverage of its host tells. */
export function checkRequiredPort(view: HostView, who: Who, key: PortKey, rule: PortRule): Violation[] {
  const states = statesOf(view, key)
  if (typeof states === 'string' || states.includes('open')) return []
  const actual = states.join(' or ')
  const finding: Finding = {
    kind: 'missing',
    expected: 'open',
    actual,
    says: `is ${actual}, expected it to be open`,
  }
  return [portViolation(finding, who, key, rule.place)]
}

function unexpected({ service }: PortResult, host: HostRule | undefined): Finding {
  const what = [service && serviceName(service), service?.product, service?.version].filter(Boolean).join(' ')
  const actual = what === '' ? 'open' : `open (${what})`
  const why =
    host === undefined ? 'no entry of the policy is about this host' : 'the policy does not allow it'
  return { kind: 'unexpected-open', expected: 'not open', actual, says: `is ${actual}, and ${why}` }
}
