import type { PortResult } from '../model/result.ts'
import { decodeText } from './byte-text.ts'
import { escapeText } from './escape-text.ts'
import type { ReportWriter } from './report-writer.ts'

const BANNER_LENGTH = 200

type Cell = string | number | boolean | undefined

const COLUMNS: Readonly<Record<string, (port: PortResult) => Cell>> = {
  target: (port) => port.target,
  name: (port) => port.name,
  address: (port) => port.address,
  port: (port) => port.port,
  transport: (port) => port.transport,
  state: (port) => port.state,
  reason: (port) => port.reason,
  portName: (port) => port.portName,
  service: (port) => port.service?.name,
  product: (port) => port.service?.product,
  version: (port) => port.service?.version,
  info: (port) => port.service?.info,
  hostname: (port) => port.service?.hostname,
  os: (port) => port.service?.os,
  cpe: (port) => port.service?.cpe?.join(' '),
  confidence: (port) => port.service?.confidence,
  tls: (port) => port.service?.tls?.version,
  certificateSubject: (port) => port.service?.tls?.certificate?.subject,
  certificateNames: (port) => port.service?.tls?.certificate?.names.join(' '),
  certificateNotAfter: (port) => port.service?.tls?.certificate?.notAfter,
  banner: (port) => port.banner && decodeText(port.banner.subarray(0, BANNER_LENGTH)),
  rtt: (port) => port.rtt,
  attempts: (port) => port.attempts,
  at: (port) => port.at,
  tag: (port) => port.tag,
}

/**
 * A table of ports, one a row, as RFC 4180 has it: CRLF, a header, quotes where they are needed. Values are escaped
 * to one line, and a cell that a spreadsheet would take for a formula gets a `'` in front.
 */
export function csvWriter(): ReportWriter {
  const columns = Object.values(COLUMNS)
  return {
    begin: () => csvRow(Object.keys(COLUMNS)),
    event: (event) => (event.kind === 'port' ? csvRow(columns.map((read) => read(event))) : ''),
    end: () => [],
  }
}

/** One row, with its line end. */
export function csvRow(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`
}

// The wide forms too: spreadsheets with East Asian settings read them as the plain ones.
const FORMULA = /^[\s'"]*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]/u

function csvCell(cell: Cell): string {
  if (cell === undefined) return ''
  const text = escapeText(String(cell))
  const safe = FORMULA.test(text) ? `'${text}` : text
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
