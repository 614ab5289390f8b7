import { ScanError } from '../../model/errors.ts'
import type { ScanReport } from '../../model/report.ts'
import { byAddress } from '../address-order.ts'
import { toldMilliseconds } from '../told-time.ts'
import type { ExpiryTimes } from './certificate-expiry.ts'
import { diffHost, type HostRules } from './diff-host.ts'
import { listedHosts } from './listed-hosts.ts'
import { pairHosts } from './pair-hosts.ts'
import { portReader } from './port-key.ts'
import type { HostDiff, NotCompared, ReportDiff, ReportSource } from './report-diff.ts'
import { comparisonOf } from './same-software.ts'
import { unlistedHosts } from './unlisted-hosts.ts'

export interface DiffOptions {
  /** A certificate is near its end where fewer days than this are left. Default 30. */
  readonly certificateDays?: number
  /** The time by which certificates of the later report are judged. Default: when that scan ended. */
  readonly now?: Date
}

/**
 * What changed from one report to a later one. Only what both scans have looked at is compared: a port is closed, and a
 * host gone, only where the other scan asked for it. What could not be compared is in `notCompared`, and is no change.
 * Throws `ERR_OPTION`.
 *
 * @example
 * const diff = diffReports(yesterday, await scan('192.0.2.0/24', { services: true }).report())
 * if (diff.hosts.length > 0) console.log([...diffText(diff)].join(''))
 */
export function diffReports(before: ScanReport, after: ScanReport, options: DiffOptions = {}): ReportDiff {
  const rules: HostRules = {
    comparison: comparisonOf(before, after),
    times: expiryTimes(before, after, options),
    readPorts: portReader(),
    unlistedBefore: unlistedHosts(before.skipped),
    unlistedAfter: unlistedHosts(after.skipped),
  }
  const pairs = pairHosts(
    { hosts: listedHosts(before.hosts), elsewhere: rules.unlistedAfter },
    { hosts: listedHosts(after.hosts), elsewhere: rules.unlistedBefore },
  )
  const hosts: HostDiff[] = []
  const notCompared: NotCompared[] = []
  let compared = 0
  for (const pair of pairs) {
    const outcome = diffHost(pair, rules)
    if (outcome.compared) compared++
    if (outcome.diff !== undefined) hosts.push(outcome.diff)
    notCompared.push(...outcome.notCompared)
  }
  return {
    from: sourceOf(before),
    to: sourceOf(after),
    compared,
    hosts: byAddress(hosts),
    notCompared: byAddress(notCompared),
  }
}

function sourceOf({ version, started, finished }: ScanReport): ReportSource {
  return { version, started, finished }
}

function expiryTimes(before: ScanReport, after: ScanReport, options: DiffOptions): ExpiryTimes {
  const { certificateDays = 30, now } = options
  if (!(certificateDays >= 0 && certificateDays < Infinity)) {
    const expected = `expected a number of days from 0, such as 30`
    throw new ScanError(
      'ERR_OPTION',
      `option 'certificateDays': ${expected}, but got ${String(certificateDays)}`,
      {
        input: 'certificateDays',
      },
    )
  }
  const later = now?.getTime() ?? toldMilliseconds(after.finished)
  return { before: toldMilliseconds(before.finished), after: later, days: certificateDays }
}
