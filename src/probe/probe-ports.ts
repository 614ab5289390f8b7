import { flow } from '../flow/flow.ts'
import { BATCH, puller, type AnyIterable } from '../flow/pull.ts'
import { RunUse } from '../flow/run-use.ts'
import type { Stage } from '../flow/stage.ts'
import type { Block } from '../model/block.ts'
import { systemClock } from '../model/clock.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Notice, ScanEvent } from '../model/event.ts'
import { ProbeCounts } from './probe-counts.ts'
import { ProbeRun } from './probe-run.ts'
import type { ProbePortsOptions } from './probe-settings.ts'
import { tcpConnect } from './tcp-connect.ts'
import { udpPayload } from './udp-payload.ts'

/**
 * The scanning itself: endpoints in, results out, in the order in which they become known. Silent ports are asked
 * again in later rounds; what failed on our own machine is asked again and never becomes a state.
 *
 * @example
 * const pacer = createPacer({ ...pathBounds(timings.normal), concurrency: 500, clock: systemClock })
 * pipe(blocks, probePorts({ pacer }))
 */
export function probePorts(options: ProbePortsOptions): Stage<Block | Endpoint | Notice, ScanEvent> {
  const { window = 5_000 } = options
  // What a `next()` takes at once is in nobody's hands yet, so the run's own window is that much smaller.
  const ahead = Math.max(1, Math.min(BATCH, window >> 3))
  return (source: AnyIterable<Block | Endpoint | Notice>) => {
    const { strategy = tcpConnect(), udpStrategy = udpPayload() } = options
    const use = new RunUse([strategy, udpStrategy])
    const run = new ProbeRun(puller(source), {
      strategy,
      udpStrategy,
      pacer: options.pacer,
      rate: options.rate,
      states: options.states ?? ['open'],
      hostEvents: options.hostEvents ?? true,
      window: window - (ahead - 1),
      counts: options.counts ?? new ProbeCounts(),
      progress: options.progress,
      pause: options.pause,
      clock: options.clock ?? systemClock,
      random: options.random ?? Math.random,
      neighbour: options.neighbour,
      hostTimeout: options.hostTimeout,
      stopAfter: options.stopAfter,
      canary: options.canary,
      signal: options.signal,
    })
    return flow(
      (max) => {
        const opening = use.begin()
        return opening === undefined ? run.pull(max) : opening.then(() => run.pull(max))
      },
      async () => {
        await run.close()
        await use.end()
      },
      ahead,
    )
  }
}
