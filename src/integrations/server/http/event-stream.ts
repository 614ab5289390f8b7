import { setTimeout as sleep } from 'node:timers/promises'
import type { Progress } from '../model.ts'
import type { ScanEventRow } from '../store/store.ts'

/** Where the events of one scan come from. */
export interface EventSource {
  events(after: number, limit: number): Promise<readonly ScanEventRow[]>
  status(): Promise<Progress | undefined>
}

export interface EventStreamOptions {
  /** The number of the last event that the reader has. */
  readonly after: number
  readonly signal: AbortSignal
  /** How often is looked for events while nothing happens, in ms. Default 500. */
  readonly pollMs?: number
  /** How long nothing is said, in ms, before a sign of life. Default 15,000. */
  readonly heartbeatMs?: number
}

const BATCH = 500

/**
 * The events of a scan as server-sent events (WHATWG HTML, 9.2): what was, then what comes, and at the scan's end an event
 * `end`. A reader that is slow is waited for: nothing is read from the store that it has not taken.
 */
export async function* eventStream(source: EventSource, options: EventStreamOptions): AsyncGenerator<string> {
  const { signal, pollMs = 500, heartbeatMs = 15_000 } = options
  let { after } = options
  let silentSince = Date.now()
  yield 'retry: 1000\n\n'
  while (!signal.aborted) {
    // First the status: an end that is seen before the events are read has all of them before it.
    const status = await source.status()
    const events = await source.events(after, BATCH)
    if (events.length > 0) {
      after = events.at(-1)!.seq
      silentSince = Date.now()
      yield events.map(eventText).join('')
    } else if (status === undefined || hasEnded(status)) {
      yield `event: end\ndata: ${JSON.stringify({ status: status ?? 'gone' })}\n\n`
      return
    } else {
      if (Date.now() - silentSince >= heartbeatMs) {
        silentSince = Date.now()
        yield ': still here\n\n'
      }
      await sleep(pollMs, undefined, { signal }).catch(() => undefined)
    }
  }
}

export function hasEnded(status: Progress): boolean {
  return status !== 'pending' && status !== 'in_progress'
}

function eventText({ seq, at, type, data }: ScanEventRow): string {
  const said = typeof data === 'object' && data !== null ? data : { data }
  // JSON of one value has no line ends, so one line of data is all.
  return `id: ${seq}\nevent: ${type}\ndata: ${JSON.stringify({ at, ...said })}\n\n`
}
