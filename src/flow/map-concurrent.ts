import { flow } from './flow.ts'
import { puller } from './pull.ts'
import type { Stage } from './stage.ts'

export interface MapConcurrentOptions {
  /** Items worked on at once. */
  readonly concurrency: number
  /** Items worked on or finished and not yet taken, at most. Default: twice the concurrency. */
  readonly window?: number
  /** Keep the order of the source. Default true; without it a slow item holds back nobody. */
  readonly ordered?: boolean
}

/** Work on one item: any number of results, at once or later. The signal fires when nobody wants them any more. */
export type Work<In, Out> = (item: In, signal: AbortSignal) => readonly Out[] | Promise<readonly Out[]>

interface Slot<Out> {
  results: readonly Out[] | undefined
}

/**
 * A stage that works on several items at once. One invariant bounds it: *items at work + items finished and not
 * taken ≤ window*. A consumer that stops brings it to rest; one that leaves aborts what is at work.
 */
export function mapConcurrent<In, Out>(work: Work<In, Out>, options: MapConcurrentOptions): Stage<In, Out> {
  const { concurrency, window = concurrency * 2, ordered = true } = options
  return (source) => {
    const upstream = puller(source)
    const abort = new AbortController()
    /** Items in the order in which they may leave: all of them when ordered, only finished ones otherwise. */
    const line: Slot<Out>[] = []
    const leftover: Out[] = []
    let working = 0
    let unread: readonly In[] = []
    let unreadAt = 0
    let reading = false
    let ended = false
    let failure: { readonly error: unknown } | undefined
    let wake: (() => void) | undefined

    const held = (): number => (ordered ? line.length : line.length + working)
    const ready = (): boolean => leftover.length > 0 || line[0]?.results !== undefined
    const over = (): boolean => ended && unreadAt >= unread.length && working === 0 && line.length === 0

    function advance(): void {
      fill()
      if (wake !== undefined && (ready() || failure !== undefined || over())) {
        const waiting = wake
        wake = undefined
        waiting()
      }
    }

    function fill(): void {
      while (failure === undefined && !abort.signal.aborted && working < concurrency && held() < window) {
        if (unreadAt < unread.length) start(unread[unreadAt++]!)
        else if (ended || reading || !read()) return
      }
    }

    // Says whether there is more to start at once; a source that answers later calls advance() itself.
    function read(): boolean {
      try {
        const batch = upstream.pull(Math.min(concurrency - working, window - held()))
        if (!(batch instanceof Promise)) return accept(batch)
        reading = true
        batch.then((later) => {
          reading = false
          accept(later)
          advance()
        }, fail)
      } catch (error) {
        fail(error)
      }
      return false
    }

    function accept(batch: readonly In[]): boolean {
      unread = batch
      unreadAt = 0
      ended = batch.length === 0
      return !ended
    }

    function start(item: In): void {
      const slot: Slot<Out> = { results: undefined }
      if (ordered) line.push(slot)
      try {
        const results = work(item, abort.signal)
        if (!(results instanceof Promise)) return finish(slot, results)
        working++
        results.then((later) => {
          working--
          finish(slot, later)
          advance()
        }, fail)
      } catch (error) {
        fail(error)
      }
    }

    function finish(slot: Slot<Out>, results: readonly Out[]): void {
      slot.results = results
      if (!ordered) line.push(slot)
    }

    function fail(error: unknown): void {
      failure ??= { error }
      advance()
    }

    function take(max: number): Out[] {
      const taken = leftover.splice(0, max)
      while (taken.length < max && line[0]?.results !== undefined) {
        for (const result of line.shift()!.results!) (taken.length < max ? taken : leftover).push(result)
      }
      return taken
    }

    async function pullLater(max: number): Promise<readonly Out[]> {
      for (;;) {
        await new Promise<void>((resolve) => {
          wake = resolve
          advance()
        })
        const taken = next(max)
        if (taken !== undefined) return taken
      }
    }

    // Results already there go out first; then the error, once; `undefined` means wait.
    function next(max: number): readonly Out[] | undefined {
      if (abort.signal.aborted) return []
      const taken = take(max)
      if (taken.length > 0) return taken
      if (failure !== undefined) throw failure.error
      return over() ? [] : undefined
    }

    return flow(
      (max) => {
        fill()
        return next(max) ?? pullLater(max)
      },
      async () => {
        abort.abort()
        advanceClosed()
        await upstream.close()
      },
    )

    function advanceClosed(): void {
      const waiting = wake
      wake = undefined
      waiting?.()
    }
  }
}
