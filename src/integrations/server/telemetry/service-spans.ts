import { formatTraceparent, parseTraceparent } from './trace-context.ts'
import type { ServiceTelemetry, SpanOptions } from './telemetry.ts'

type Api = typeof import('@opentelemetry/api')
type Span = import('@opentelemetry/api').Span
type Tracer = import('@opentelemetry/api').Tracer

/** Spans round what the service does. What led to it in another process is its parent, as if it had been here. */
export function serviceSpans(api: Api, tracer: Tracer): Pick<ServiceTelemetry, 'inSpan' | 'traceparent'> {
  const { context, trace } = api
  return {
    async inSpan(name, options, run) {
      const span = tracer.startSpan(name, startOf(api, options), parentOf(api, options.parent))
      try {
        return await context.with(trace.setSpan(context.active(), span), () =>
          run({ set: (facts) => void span.setAttributes(facts) }),
        )
      } catch (error) {
        note(api, span, error)
        throw error
      } finally {
        span.end()
      }
    },
    traceparent() {
      const span = trace.getSpan(context.active())
      return span === undefined ? undefined : formatTraceparent(span.spanContext())
    },
  }
}

function parentOf({ context, trace }: Api, parent: string | undefined): import('@opentelemetry/api').Context {
  const remote = parseTraceparent(parent)
  return remote === undefined ? context.active() : trace.setSpanContext(context.active(), remote)
}

function startOf(api: Api, { kind, links, facts }: SpanOptions): import('@opentelemetry/api').SpanOptions {
  return {
    kind: api.SpanKind[KINDS[kind ?? 'internal']],
    links: (links ?? []).flatMap((link) => {
      const context = parseTraceparent(link)
      return context === undefined ? [] : [{ context }]
    }),
    attributes: facts ?? {},
  }
}

const KINDS = {
  server: 'SERVER',
  client: 'CLIENT',
  producer: 'PRODUCER',
  consumer: 'CONSUMER',
  internal: 'INTERNAL',
} as const

/** Its code and kind: the text of an error from outside may hold what a trace must not, such as an address of ours. */
function note({ SpanStatusCode }: Api, span: Span, error: unknown): void {
  const { name, code } = (error ?? {}) as { readonly name?: unknown; readonly code?: unknown }
  const type = typeof code === 'string' ? code : typeof name === 'string' ? name : '_OTHER'
  span.setAttribute('error.type', type)
  span.setStatus({ code: SpanStatusCode.ERROR, message: type })
}
