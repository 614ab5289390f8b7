import type { ScanEnd, ScanStart } from '../../model/record.ts'
import type { HostReport, ScanReport } from '../../model/report.ts'
import type { Engine, ScanStats } from '../../model/stats.ts'
import { hostFacts, skipped, stateCounts, warning } from './event-shapes.ts'
import { anything } from './json-values.ts'
import { count, portResult, scanned, time } from './result-shape.ts'
import { list, number, optional, record, text, wordOf, yesOrNo } from './shape.ts'

const stats = record<ScanStats>({
  engine: wordOf<Engine>({ node: true, native: true }),
  sent: count,
  answered: count,
  retried: count,
  states: stateCounts,
  done: count,
  unprobed: count,
  skipped: count,
  hosts: count,
  inFlight: count,
  rate: number,
  total: optional(number),
  fraction: optional(number),
  eta: optional(number),
  elapsed: number,
  rtt: record<ScanStats['rtt']>({ p50: optional(number), p90: optional(number) }),
})

const host = record<HostReport>({
  ...hostFacts,
  ports: list(portResult),
  counts: stateCounts,
  unprobed: count,
  scanned,
})

export const scanReport = record<ScanReport>({
  version: text,
  started: time,
  finished: time,
  options: anything,
  hosts: list(host),
  skipped: list(skipped),
  warnings: list(warning),
  stats,
})

export const scanStart = record<ScanStart>({
  kind: wordOf({ scan: true }),
  status: wordOf({ started: true }),
  version: text,
  started: time,
  options: anything,
  scanned,
})

export const scanEnd = record<ScanEnd>({
  kind: wordOf({ scan: true }),
  status: wordOf({ finished: true }),
  finished: time,
  stats,
  interrupted: optional(yesOrNo),
})
