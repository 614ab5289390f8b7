import { skippedText, warningText } from '../report/index.ts'
import type { Format } from './formats.ts'
import type { ScanEvent } from '../index.ts'
import type { Log } from './log.ts'

/**
 * Puts into the log what the format on standard output has no place for: a table of ports says nothing of the
 * targets that were skipped. Where the results tell it themselves, `-v` shows it here too.
 */
export function eventLog(log: Log, format: Format): (event: ScanEvent) => void {
  const level = format === 'csv' ? 'warn' : 'info'
  return (event) => {
    if (event.kind === 'skipped') {
      const many = event.reason === 'excluded' || event.reason === 'host-down'
      log(many ? 'debug' : level, skippedText(event), {
        target: event.target,
        reason: event.reason,
      })
    } else if (event.kind === 'warning') log(level, warningText(event), { code: event.code })
    else if (event.kind === 'host') log('debug', `${event.address} ${event.status}`)
  }
}
