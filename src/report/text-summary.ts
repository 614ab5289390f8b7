import type { HostEvent, ScanEvent, SkipReason, StateCounts } from '../model/event.ts'
import type { PortResult } from '../model/result.ts'
import type { ScanStats } from '../model/stats.ts'
import { byAddress } from './address-order.ts'
import { byPort } from './port-order.ts'
import { escapeText } from './escape-text.ts'
import type { ReportTail } from './report-writer.ts'
import { addCounts } from './state-counts.ts'
import {
  amount,
  amountOf,
  countsText,
  durationText,
  hanging,
  painted,
  paintState,
  type TextPaint,
} from './text-layout.ts'
import { portCells, type PortCells } from './text-port.ts'

/** Beyond these the summary only counts: it is held in memory until the end. */
const MAX_ROWS = 100_000
const MAX_QUIET_HOSTS = 16

export interface Summary {
  add(event: ScanEvent): void
  lines(tail: ReportTail): Iterable<string>
}

interface SummaryRow extends Pick<PortResult, 'port' | 'transport' | 'state'> {
  readonly cells: PortCells
}

interface SummaryHost {
  readonly address: string
  readonly name?: string
  readonly rows: SummaryRow[]
  event?: HostEvent
}

/** Gathers what the last lines tell: hosts with open ports, the others in numbers. */
export function summarize(paint: TextPaint, width?: number): Summary {
  return new EventSummary(paint, width)
}

class EventSummary implements Summary {
  readonly #paint: TextPaint
  readonly #width: number | undefined
  readonly #hosts = new Map<string, SummaryHost>()
  readonly #skipped = new Map<SkipReason, number>()
  #rows = 0
  #shownQuiet = 0
  #quiet: { readonly hosts: number; readonly counts: StateCounts } = { hosts: 0, counts: {} }

  constructor(paint: TextPaint, width?: number) {
    this.#paint = paint
    this.#width = width
  }

  add(event: ScanEvent): void {
    if (event.kind === 'port') this.#addPort(event)
    else if (event.kind === 'host') this.#addHost(event)
    else if (event.kind === 'skipped') {
      this.#skipped.set(event.reason, (this.#skipped.get(event.reason) ?? 0) + 1)
    }
  }

  *lines(tail: ReportTail): Generator<string> {
    const { hosts, counts } = this.#quiet
    yield ''
    for (const host of byAddress(this.#hosts.values())) yield* hostLines(host, this.#paint, this.#width)
    if (hosts > 0) yield `${amountOf(hosts, 'other host')} with nothing open: ${countsText(counts)}`
    if (this.#rows > MAX_ROWS) yield `${amount(this.#rows - MAX_ROWS)} more open ports are left out here`
    if (this.#skipped.size > 0) yield this.#paint.yellow(`skipped: ${skippedCounts(this.#skipped)}`)
    yield* tailLines(tail, this.#paint, this.#width)
  }

  #addPort(port: PortResult): void {
    if (port.state !== 'open' || this.#rows++ >= MAX_ROWS) return
    const { transport, state } = port
    this.#hostOf(port).rows.push({ port: port.port, transport, state, cells: portCells(port) })
  }

  #addHost(event: HostEvent): void {
    if (event.status !== 'finished') return
    // Its open ports may still be on their way, where their services are being asked.
    const open = event.counts?.open !== undefined || this.#hosts.has(hostKey(event))
    if (open || this.#shownQuiet++ < MAX_QUIET_HOSTS) {
      const host = this.#hostOf(event)
      host.event = host.event === undefined ? event : addEnds(host.event, event)
    } else {
      this.#quiet = {
        hosts: this.#quiet.hosts + 1,
        counts: addCounts(this.#quiet.counts, event.counts ?? {}),
      }
    }
  }

  #hostOf(event: PortResult | HostEvent): SummaryHost {
    const key = hostKey(event)
    let host = this.#hosts.get(key)
    if (host === undefined) {
      const { address, name } = event
      this.#hosts.set(key, (host = { address, ...(name !== undefined && { name }), rows: [] }))
    }
    return host
  }
}

/** A host that was given several times, each time with ports of its own, finishes as often: all of it counts. */
function addEnds(some: HostEvent, more: HostEvent): HostEvent {
  const counts = addCounts(some.counts ?? {}, more.counts ?? {})
  const marks = [...new Set([...(some.marks ?? []), ...(more.marks ?? [])])]
  return {
    ...some,
    ...more,
    ...(marks.length > 0 && { marks }),
    counts,
    unprobed: (some.unprobed ?? 0) + (more.unprobed ?? 0),
  }
}

function hostKey({ address, name }: PortResult | HostEvent): string {
  return `${address} ${name ?? ''}`
}

function* hostLines(
  { address, name, rows, event }: SummaryHost,
  paint: TextPaint,
  columns?: number,
): Generator<string> {
  const names = [name, ...(event?.names ?? [])].filter((text) => text !== undefined && text !== address)
  const label = names.length === 0 ? '' : ` (${[...new Set(names)].join(', ')})`
  const facts = [
    event?.counts === undefined ? `${amountOf(rows.length, 'open port')} so far` : countsText(event.counts),
    (event?.unprobed ?? 0) > 0 ? `${amount(event?.unprobed ?? 0)} not probed` : '',
    macText(event),
    ...(event?.marks ?? []),
  ].filter((fact) => fact !== '')
  yield `${paint.bold(escapeText(address))}${escapeText(label)}  ${facts.join(', ')}`
  const width = Math.max(0, ...rows.map(({ cells }) => cells.service.length))
  for (const { state, cells } of rows.sort(byPort)) {
    const service = painted(paint.cyan, cells.service, width)
    const facts = hanging(cells.facts, 11 + 2 + cells.state.length + 2 + width + 2, columns)
    const cellTexts = [cells.port.padStart(11), paintState(paint, state)(cells.state), service, facts]
    yield cellTexts.join('  ').trimEnd()
  }
}

/** `'00:00:5e:00:53:01 (Example Corporation)'`, escaped. */
function macText({ mac, vendor }: Partial<HostEvent> = {}): string {
  if (mac === undefined) return ''
  return escapeText(vendor === undefined ? mac : `${mac} (${vendor})`)
}

function skippedCounts(skipped: ReadonlyMap<SkipReason, number>): string {
  return [...skipped].map(([reason, count]) => `${amount(count)} ${reason}`).join(', ')
}

function* tailLines({ stats, interrupted }: ReportTail, paint: TextPaint, width?: number): Generator<string> {
  const states = countsText(stats.states)
  const unprobed = stats.unprobed > 0 ? `; ${amountOf(stats.unprobed, 'port')} not probed` : ''
  const cut = interrupted === true ? paint.red('interrupted after ') : ''
  // Of a scan that was cut off early no host is done, but ports are.
  const hosts = stats.hosts > 0 || stats.done === 0 ? `${amountOf(stats.hosts, 'host')}, ` : ''
  const scanned = `${hosts}${amountOf(stats.done, 'port')} in ${durationText(stats.elapsed)}`
  yield `${cut}${paint.bold(scanned)}${states === '' ? '' : `: ${states}`}${unprobed}`
  yield paint.dim(hanging(probesText(stats), 0, width))
}

function probesText({ sent, retried, elapsed, rtt }: ScanStats): string {
  const speed = elapsed > 0 ? `, ${amount((sent * 1000) / elapsed)} a second` : ''
  const again = retried > 0 ? ` (${amount(retried)} again)` : ''
  const times = rtt.p50 === undefined ? '' : `; half of the answers within ${roundTrip(rtt.p50)}`
  const slow = rtt.p90 === undefined ? '' : `, nine in ten within ${roundTrip(rtt.p90)}`
  return `${amountOf(sent, 'probe')} sent${again}${speed}${times}${slow}`
}

function roundTrip(milliseconds: number): string {
  return milliseconds < 10 ? `${milliseconds.toFixed(1)} ms` : durationText(milliseconds)
}
