import { Problem, type Api } from './api.ts'
import { eventsOf, type StreamEvent } from './event-stream.ts'
import { pause } from './pause.ts'

/** `live`: it is told as it happens. `waiting`: the connection is gone, and will be tried again. */
export type Connection = 'live' | 'waiting'

export interface Follower {
  onEvent(event: StreamEvent): void
  onConnection(connection: Connection): void
  /** Asked when a stream is over: whether there is more to come. */
  goOn(): Promise<boolean>
}

const FIRST_WAIT = 500
const LONGEST_WAIT = 10_000

/** Tells of a scan what happens in it, each event once, also when the connection is lost in between. */
export async function followEvents(
  api: Api,
  path: string,
  follower: Follower,
  signal: AbortSignal,
): Promise<void> {
  let last = ''
  let wait = FIRST_WAIT
  while (!signal.aborted) {
    try {
      for await (const event of stream(api, path, last, signal, () => follower.onConnection('live'))) {
        if (signal.aborted) return
        wait = FIRST_WAIT
        last = event.id
        follower.onEvent(event)
      }
      if (!(await follower.goOn())) return
    } catch (error) {
      if (signal.aborted) return
      // It will not be better the next time.
      if (error instanceof Problem && error.status >= 400 && error.status < 500 && error.status !== 429)
        throw error
    }
    follower.onConnection('waiting')
    await pause(wait, signal)
    wait = Math.min(wait * 2, LONGEST_WAIT)
  }
}

async function* stream(
  api: Api,
  path: string,
  last: string,
  signal: AbortSignal,
  begun: () => void,
): AsyncGenerator<StreamEvent, void> {
  const from: Record<string, string> = last === '' ? {} : { 'last-event-id': last }
  const response = await api.open(path, { accept: 'text/event-stream', ...from }, signal)
  begun()
  if (response.body !== null) yield* eventsOf(piecesOf(response.body))
}

/** By a reader: not every browser can iterate a stream. */
async function* piecesOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string, void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield decoder.decode(value, { stream: true })
    }
  } finally {
    // Nobody reads what is left, and whether that is said to the peer does not matter here.
    await reader.cancel().catch(() => undefined)
  }
}
