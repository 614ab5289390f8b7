import { ScanError } from '../../model/errors.ts'
import type { ScanReport } from '../../model/report.ts'
import { byAddress } from '../address-order.ts'
import { listedHosts } from '../diff/listed-hosts.ts'
import { portReader } from '../diff/port-key.ts'
import { comparisonOf } from '../diff/same-software.ts'
import { checkHost, type CheckRules } from './check-host.ts'
import { version as OURS } from '../../model/version.ts'
import { entryCoverage } from './entry-coverage.ts'
import type { Policy } from './policy.ts'
import { byBreadth } from './rule-for.ts'
import type { PolicyCheck, Violation } from './violation.ts'

export interface CheckOptions {
  /** The time by which certificates are judged. Default: now. */
  readonly now?: Date
  /** What the report does not say lets the check pass. Default false: it is a violation, of the kind `unchecked`. */
  readonly allowUnchecked?: boolean
}

/**
 * Holds a report against a policy. On each host the most specific entry that fits decides, alone; on a host that none fits
 * nothing may be open. What the report has not looked at is a violation too: a check that passes has seen everything.
 * Throws `ERR_OPTION`.
 *
 * @example
 * const policy = await loadPolicy('ports.yaml')
 * const { violations } = checkReport(await scan('192.0.2.0/28', { services: true }).report(), policy)
 * for (const { host, message } of violations) console.error(host, message)
 */
export function checkReport(report: ScanReport, policy: Policy, options: CheckOptions = {}): PolicyCheck {
  const { now = new Date(), allowUnchecked = false } = options
  if (Number.isNaN(now.getTime())) {
    throw new ScanError('ERR_OPTION', "option 'now': expected a date, but got one that is invalid", {
      input: 'now',
    })
  }
  const rules: CheckRules = {
    rules: byBreadth(policy),
    scan: policy.scan.ports,
    now: now.getTime(),
    words: comparisonOf({ version: OURS }, report),
    readPorts: portReader(),
  }
  const outcomes = listedHosts(byAddress(report.hosts)).map((host) => checkHost(host, rules))
  const found = [...outcomes.flatMap(({ violations }) => violations), ...entryCoverage(report, rules.rules)]
  const isTolerated = ({ kind }: Violation): boolean => allowUnchecked && kind === 'unchecked'
  const { version, started, finished } = report
  return {
    violations: found.filter((violation) => !isTolerated(violation)),
    unchecked: found.filter(isTolerated),
    hosts: outcomes.map(({ checked }) => checked),
    ...(policy.source !== undefined && { policy: policy.source }),
    report: { version, started, finished },
  }
}
