import type { PortSet } from '../../model/target.ts'
import { sightOf } from '../diff/host-sight.ts'
import { viewHost, type HostView } from '../diff/host-view.ts'
import type { ListedHost } from '../diff/listed-hosts.ts'
import { keyedPort, portKey, type PortKey, type ReadPorts } from '../diff/port-key.ts'
import { checkOpenPort, checkRequiredPort } from './check-port.ts'
import type { Judgement } from './check-service.ts'
import { hostViolation } from './finding.ts'
import { hostCoverage, countVerdicts } from './host-coverage.ts'
import { isOneHost } from './host-pattern.ts'
import type { HostRule, PortRule } from './policy.ts'
import { portKeys } from './port-keys.ts'
import { ruleForHost, ruleForPort } from './rule-for.ts'
import type { CheckedHost, CheckedPort, Violation } from './violation.ts'

/** What every host of a report is held against. */
export interface CheckRules extends Judgement {
  /** The entries, the most specific first. */
  readonly rules: readonly HostRule[]
  /** What must have been looked at on each host. */
  readonly scan: PortSet | undefined
  readonly readPorts: ReadPorts
}

export interface HostOutcome {
  readonly checked: CheckedHost
  readonly violations: readonly Violation[]
}

/** Holds a host of a report against the entry that decides on it. */
export function checkHost(reports: ListedHost, held: CheckRules): HostOutcome {
  const { rules, scan, readPorts } = held
  const [{ address, name, tag }] = reports
  const who = { host: address, ...(name !== undefined && { name }), ...(tag !== undefined && { tag }) }
  const rule = ruleForHost(rules, { address, ...who })
  const view = viewHost(reports, readPorts)
  const open = [...view.listed.values()].filter(({ state }) => state === 'open')
  const required = rule === undefined ? [] : requiredPorts(rule, view)
  const ofPorts = [
    ...open.flatMap((result) => checkOpenPort(result, who, rule, held)),
    ...required.flatMap(([key, port]) => checkRequiredPort(view, who, key, port)),
  ]
  const ofHost = hostCoverage(reports, view, rule, scan).map((found) =>
    hostViolation(found, who, rule?.place),
  )
  const keys = new Set([...open.map(portKey), ...required.map(([key]) => key)])
  return {
    checked: {
      ...who,
      ...(rule !== undefined && { rule: rule.place }),
      scanned: countVerdicts(reports, view),
      ports: [...keys].sort((a, b) => a - b).map((key) => checkedPort(key, rule)),
    },
    violations: [...ofPorts.sort((a, b) => keyOf(a) - keyOf(b)), ...ofHost],
  }
}

/** Of a range, the hosts that are there must have them open; of a single host all the same whether it is there. */
function requiredPorts(rule: HostRule, view: HostView): [PortKey, PortRule][] {
  if (!isOneHost(rule.pattern) && sightOf(view, false) !== 'up') return []
  const required = rule.ports.filter((port) => port.required)
  const keys = new Set(required.flatMap(({ ports }) => [...portKeys(ports)]))
  return [...keys].flatMap((key) => {
    const port = ruleForPort(rule, key)
    return port?.required === true ? [[key, port]] : []
  })
}

function checkedPort(key: PortKey, host: HostRule | undefined): CheckedPort {
  const rule = host && ruleForPort(host, key)
  return { ...keyedPort(key), ...(rule !== undefined && { rule: rule.place }) }
}

function keyOf({ port = 0, transport = 'tcp' }: Violation): PortKey {
  return portKey({ port, transport })
}
