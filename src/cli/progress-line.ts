import { amount, durationText } from '../report/index.ts'
import type { ScanStats } from '../index.ts'

const BAR_WIDTH = 24

/**
 * `'[#####-------] 41.2 %  27,012 of 65,535  12,003/s  3.1 s to go  3 open'`, at most `width` wide. Without a total
 * (targets still being read) there is no bar and no time to go. When every port is done, `last` says what is left.
 */
export function progressLine(stats: ScanStats, width: number, last = 'finishing'): string {
  const open = Object.values(stats.states.open ?? {}).reduce((sum, count) => sum + count, 0)
  const probed = stats.fraction === 1 && stats.inFlight === 0
  const speed = probed ? [last] : [`${amount(stats.rate)}/s`, ...timeToGo(stats)]
  const facts = [...amountDone(stats), ...speed, `${amount(open)} open`]
  return facts.join('  ').slice(0, Math.max(0, width - 1))
}

function amountDone({ done, total, fraction }: ScanStats): string[] {
  if (total === undefined || fraction === undefined) return [`${amount(done)} ports`]
  const share = Math.min(1, Math.max(0, fraction))
  const filled = Math.round(share * BAR_WIDTH)
  const bar = `[${'#'.repeat(filled)}${'-'.repeat(BAR_WIDTH - filled)}]`
  return [`${bar} ${(share * 100).toFixed(1)} %`, `${amount(done)} of ${amount(total)}`]
}

function timeToGo({ eta }: ScanStats): string[] {
  return eta === undefined ? [] : [`${durationText(eta)} to go`]
}
