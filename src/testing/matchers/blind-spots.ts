import type { HostReport, ScanReport, Skipped } from 'portscan-core'
import { amountOf } from 'portscan-core/report'
import { skippedWords } from './port-words.ts'

/** Hosts that were not looked at, or in vain. */
export function blindHosts({ hosts, skipped }: ScanReport): string[] {
  // Where hosts were looked for first, and where an address was left out on purpose, the others are what was meant.
  const meant = ({ reason }: Skipped): boolean =>
    hosts.length > 0 && (reason === 'host-down' || reason === 'excluded')
  return [
    ...(hosts.length === 0 && skipped.length === 0 ? ['no host is in the report'] : []),
    ...skippedWords(skipped.filter((one) => !meant(one))),
    ...hosts.flatMap(({ address, marks }) =>
      marks?.includes('suspect') === true ? [`${address}: suspect, the canary of the scan failed`] : [],
    ),
  ]
}

/** What may be exposed without that anybody has seen it. */
export function blindSpots(report: ScanReport): string[] {
  const { hosts } = report
  return [
    ...blindHosts(report),
    ...hosts.flatMap(({ address, scanned }) =>
      scanned === '' ? [`${address}: no port of it was scanned`] : [],
    ),
    ...hosts.flatMap((host) => {
      const count = unlistedOpen(host)
      return count > 0 ? [`${host.address}: ${amountOf(count, 'open port')} not listed`] : []
    }),
    ...hosts.flatMap(({ address, unprobed }) =>
      unprobed > 0 ? [`${address}: ${amountOf(unprobed, 'port')} without a verdict`] : [],
    ),
    ...hosts.flatMap(({ address, counts }) =>
      Object.entries(counts.unknown ?? {}).map(
        ([reason, count]) => `${address}: ${amountOf(count, 'port')} of unknown state (${reason})`,
      ),
    ),
  ]
}

/** A report may be of other states alone, such as `states: ['filtered']`. */
function unlistedOpen({ ports, counts }: HostReport): number {
  const open = Object.values(counts.open ?? {}).reduce((sum, count) => sum + count, 0)
  return open - ports.filter(({ state }) => state === 'open').length
}
