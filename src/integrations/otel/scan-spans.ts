import type {
  ScanEndMessage,
  ScanErrorMessage,
  ScanHostsMessage,
  ScanStartMessage,
  WatchedScan,
} from 'portscan-core'
import { errorType } from './error-type.ts'
import type { OpenTelemetry } from './load-api.ts'
import { figuresOf, NO_FIGURES, since, type ScanFigures } from './scan-figures.ts'

type Attributes = import('@opentelemetry/api').Attributes
type Context = import('@opentelemetry/api').Context
type Span = import('@opentelemetry/api').Span
type Tracer = import('@opentelemetry/api').Tracer

/** The span of a scan that is under way, and how far its last batch of hosts came. */
interface OpenSpan {
  readonly span: Span
  readonly context: Context
  figures: ScanFigures
  at: number
}

/** A span for each scan, below the one that was active when it began, and below it one for each batch of hosts. */
export class ScanSpans {
  readonly #api: OpenTelemetry
  readonly #tracer: () => Tracer
  readonly #open = new Map<WatchedScan, OpenSpan>()

  constructor(api: OpenTelemetry, tracer: () => Tracer) {
    this.#api = api
    this.#tracer = tracer
  }

  start({ scan }: ScanStartMessage): void {
    const { context, trace } = this.#api
    const parent = context.active()
    const { id, targets, stats } = scan
    const attributes = {
      'portscan.scan.id': id,
      ...(targets !== undefined && { 'portscan.scan.targets': targets }),
      ...(stats.total !== undefined && { 'portscan.scan.total': stats.total }),
    }
    const span = this.#tracer().startSpan('portscan.scan', { attributes }, parent)
    // One that is not recorded has no children either, and is not to be asked about again.
    if (!span.isRecording()) return span.end()
    this.#open.set(scan, { span, context: trace.setSpan(parent, span), figures: NO_FIGURES, at: Date.now() })
  }

  hosts({ scan, hosts }: ScanHostsMessage): void {
    const open = this.#open.get(scan)
    if (open === undefined) return
    const [figures, now] = [figuresOf(scan.stats), Date.now()]
    const attributes = { 'portscan.hosts': hosts, ...attributesOf(since(figures, open.figures)) }
    this.#tracer()
      .startSpan('portscan.hosts', { attributes, startTime: new Date(open.at) }, open.context)
      .end(new Date(now))
    open.figures = figures
    open.at = now
  }

  error({ scan, error }: ScanErrorMessage): void {
    const span = this.#open.get(scan)?.span
    if (span === undefined) return
    const message = error instanceof Error ? error.message : String(error)
    span.recordException(error instanceof Error ? error : message)
    span.setAttribute('error.type', errorType(error))
    span.setStatus({ code: this.#api.SpanStatusCode.ERROR, message })
  }

  end({ scan, outcome }: ScanEndMessage): void {
    this.#open.get(scan)?.span.setAttribute('portscan.scan.outcome', outcome)
    this.#end(scan)
  }

  /** Ends the spans of scans that go on. */
  close(): void {
    for (const scan of [...this.#open.keys()]) this.#end(scan)
  }

  #end(scan: WatchedScan): void {
    const open = this.#open.get(scan)
    if (open === undefined) return
    this.#open.delete(scan)
    const { stats } = scan
    open.span.setAttributes({
      'portscan.engine': stats.engine,
      'portscan.hosts': stats.hosts,
      'portscan.skipped': stats.skipped,
      ...attributesOf(figuresOf(stats)),
    })
    open.span.end()
  }
}

function attributesOf({ sent, answered, retried, ports }: ScanFigures): Attributes {
  return {
    'portscan.probes': sent,
    'portscan.answers': answered,
    'portscan.retries': retried,
    ...Object.fromEntries(
      // The names of attributes have no `|`.
      Object.entries(ports).map(([state, count]) => [`portscan.ports.${state.replace('|', '_')}`, count]),
    ),
  }
}
