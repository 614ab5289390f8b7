import type { Clock } from '../model/clock.ts'
import type { Random } from '../model/random.ts'
import type { PortState } from '../model/result.ts'
import type { Rate } from '../net/rate.ts'
import type { Pacer } from '../pace/pacer.ts'
import type { Canary } from './canary.ts'
import type { ProbeCounts } from './probe-counts.ts'
import type { ProbeProgress } from './probe-progress.ts'
import type { ProbeStrategy } from './strategy.ts'

/** How `probePorts` asks, and what it lets out. */
export interface ProbePortsOptions {
  /** How one try over TCP is made. Default: `tcpConnect()`. */
  readonly strategy?: ProbeStrategy
  /** How one try over UDP is made. Default: `udpPayload()`, which has nothing to say: give it payloads. */
  readonly udpStrategy?: ProbeStrategy
  /** When to try, how long to wait, whether to try again. */
  readonly pacer: Pacer
  /** The rate that the strategy's connector keeps to: a host that must wait does not hold up the others. */
  readonly rate?: Rate
  /** The results that go on. Default `['open']`; all are counted. */
  readonly states?: readonly PortState[] | 'all'
  /** Whether host events go out. Default true. */
  readonly hostEvents?: boolean
  /**
   * Ports that have begun and whose results were not taken, at most. Host events come on top: at most two for each
   * host. Default 5,000.
   */
  readonly window?: number
  readonly counts?: ProbeCounts
  readonly progress?: ProbeProgress
  readonly pause?: Pause
  readonly clock?: Clock
  /** For the ports that nobody asked for, see `all-open`. Default `Math.random`. */
  readonly random?: Random
  /**
   * What the neighbour table of this machine says of an address: who has it, `'incomplete'` where nobody answers for
   * it, `undefined` where nothing is known. Default: nothing is known.
   */
  readonly neighbour?: (address: string) => string | undefined
  /** Milliseconds that one host may take, from the first try on; the rest of it is skipped. Default: no bound. */
  readonly hostTimeout?: number
  /** Open ports that are enough. */
  readonly stopAfter?: StopAfter
  /** A port that is known to be open; while it does not answer, silence is no evidence. */
  readonly canary?: Canary
  /** Ends the stage with the signal's reason. */
  readonly signal?: AbortSignal
}

/** How many open ports are enough: of one host, then the rest of it is skipped; in all, then the scan ends. */
export interface StopAfter {
  readonly openPerHost?: number
  readonly open?: number
}

/** A switch that holds back sending. */
export interface Pause {
  readonly paused: boolean
  /** Calls back whenever it is switched off; the result takes the callback off again. */
  onResume(resumed: () => void): () => void
}

type Optional =
  'rate' | 'progress' | 'pause' | 'signal' | 'neighbour' | 'hostTimeout' | 'stopAfter' | 'canary'

/** The options with their defaults filled in. */
export type ProbeSettings = Required<Omit<ProbePortsOptions, Optional>> & {
  readonly [K in Optional]: ProbePortsOptions[K] | undefined
}
