import fc from 'fast-check'
import type { ScanEvent } from '../../../../src/model/event.ts'
import type { ScanReport } from '../../../../src/model/report.ts'
import { familyOf } from '../../../../src/net/address.ts'
import { gatherReport, jsonPieces } from '../../../../src/report/index.ts'
import { head, scanEvent, tail } from '../arbitrary-events.ts'

/** A report as a scan of hostile hosts gives it. */
export const anyReport: fc.Arbitrary<ScanReport> = fc.array(scanEvent, { maxLength: 8 }).map(reportOf)

export function reportOf(events: readonly ScanEvent[]): ScanReport {
  const gatherer = gatherReport(head)
  for (const event of events) gatherer.add(withFamily(event))
  return gatherer.finish(tail)
}

export function jsonOf(report: ScanReport): string {
  return [...jsonPieces(report)].join('')
}

/** Text in pieces of one size, as a file or a peer may give it. */
export function* inPieces(text: string, size: number): Generator<Uint8Array> {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

function withFamily(event: ScanEvent): ScanEvent {
  if (event.kind !== 'port' && event.kind !== 'host') return event
  return { ...event, family: familyOf(event.address)! }
}
