import type { Block } from '../model/block.ts'
import { systemClock, type Clock } from '../model/clock.ts'
import type { Notice } from '../model/event.ts'
import type { ResolvedHost } from '../model/host.ts'
import { flow } from '../flow/flow.ts'
import { puller } from '../flow/pull.ts'
import type { Stage } from '../flow/stage.ts'
import { BlockBuilder, type BlockBuilderOptions } from './block-builder.ts'
import type { Coverage, SpreadResume } from './spread-resume.ts'

/** Which ports, in which order, and which share of them. */
export interface SpreadPortsOptions extends Omit<BlockBuilderOptions, 'seed'> {
  /** `'random'` (the default) permutes hosts × ports inside a block. */
  readonly order?: 'random' | 'sequential'
  /** Default 0: the same order each time. */
  readonly seed?: number
  readonly resume?: SpreadResume
  /** For the one turn of the event loop that slow hosts are waited for. */
  readonly clock?: Clock
}

type Item = Block | Notice
type Incoming = readonly (ResolvedHost | Notice)[]

/** Batches taken in without a block before other work gets its turn: a resumed scan may have millions to pass over. */
const PATIENCE = 16

/**
 * From hosts to blocks of endpoints: at most 1,024 hosts and 2^24 endpoints each, the addresses of one name together
 * where they fit. A block closes when it is full, at the end, or when the next host is not there within a turn of the
 * event loop; shards wait instead, because all of them have to cut the same blocks. Notices go ahead of the block
 * that is being filled.
 *
 * Resuming needs the same options and the same hosts in order of `ordinal`.
 *
 * @example
 * const blocks = pipe(hosts, spreadPorts({ ports: parsePorts('22,80') }))
 */
export function spreadPorts(options: SpreadPortsOptions): Stage<ResolvedHost | Notice, Block | Notice> {
  const { order = 'random', seed = 0, shard, resume, clock = systemClock } = options
  const { ports, excludePorts } = options
  const patient = (shard?.count ?? 1) > 1
  return (source) => {
    const upstream = puller(source)
    const parts = { ports, ...(excludePorts && { excludePorts }), ...(shard && { shard }) }
    const builder = new BlockBuilder(order === 'random' ? { ...parts, seed } : parts, resume?.index ?? 0)
    const fresh = freshOnly(resume)
    const unfinished = [...(resume?.blocks ?? [])]
    const ready: Item[] = []
    /** A pull that was too slow for the block that was being filled. */
    let late: Promise<Incoming> | undefined
    let ended = false
    let failure: { readonly error: unknown } | undefined

    function accept(batch: Incoming): void {
      ended = batch.length === 0
      for (const item of batch) {
        if (item.kind !== 'address') ready.push(item)
        else if (fresh(item)) builder.add(item, ready)
      }
      const last = ended ? builder.flush() : undefined
      if (last !== undefined) ready.push(last)
    }

    /** The source has thrown: what it gave before is finished first. */
    function fail(error: unknown): void {
      failure = { error }
      accept([])
    }

    /** What can be given now; `undefined` when hosts are needed first. */
    function give(max: number): readonly Item[] | undefined {
      const old = unfinished.splice(0, max)
      if (old.length > 0) return old.map((block) => builder.resume(block))
      if (ready.length > 0) return ready.splice(0, max)
      if (failure !== undefined) throw failure.error
      return ended ? [] : undefined
    }

    function ask(): Incoming | Promise<Incoming> {
      const asked = late
      late = undefined
      try {
        return asked ?? upstream.pull(builder.room)
      } catch (error) {
        return Promise.reject(error)
      }
    }

    function pull(max: number): readonly Item[] | Promise<readonly Item[]> {
      for (let asked = 0; asked < PATIENCE; asked++) {
        const given = give(max)
        if (given !== undefined) return given
        const batch = ask()
        if (batch instanceof Promise) return pullLater(batch, max)
        accept(batch)
      }
      return give(max) ?? pullLater(turn().then(ask), max)
    }

    async function pullLater(first: Promise<Incoming>, max: number): Promise<readonly Item[]> {
      let batch: Incoming | Promise<Incoming> = first
      for (let asked = 1; ; asked++) {
        try {
          const soon =
            patient || builder.empty ? await batch : await withinTurn(Promise.resolve(batch), clock)
          if (soon === undefined) {
            late = Promise.resolve(batch)
            return [builder.flush()!]
          }
          accept(soon)
        } catch (error) {
          fail(error)
        }
        const given = give(max)
        if (given !== undefined) return given
        if (asked % PATIENCE === 0) await turn()
        batch = ask()
      }
    }

    function turn(): Promise<void> {
      return new Promise((resolve) => void clock.turn(resolve))
    }

    return flow(pull, upstream.close, 1)
  }
}

/** Tells hosts that are in no block yet from those that a resumed scan has in blocks. */
function freshOnly(covered: Coverage | undefined): (host: ResolvedHost) => boolean {
  if (covered === undefined) return () => true
  let met = 0
  return ({ ordinal }) => {
    if (ordinal !== covered.ordinal) return ordinal > covered.ordinal
    return ++met > covered.hosts
  }
}

/** What the promise gives, or `undefined` if it takes more than a turn of the event loop. */
function withinTurn<T>(promise: Promise<T>, clock: Clock): Promise<T | undefined> {
  return new Promise((resolve, reject) => {
    const giveUp = clock.turn(() => resolve(undefined))
    promise.then(resolve, reject).finally(giveUp)
  })
}
