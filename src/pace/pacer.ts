import type { Clock } from '../model/clock.ts'
import type { Transport } from '../model/endpoint.ts'
import { Networks } from './networks.ts'
import { HostPath } from './host-path.ts'
import type { Path } from './path.ts'
import { Slots } from './slots.ts'
import type { PathBounds } from './path-bounds.ts'
import { UdpPath } from './udp-path.ts'

export interface PacerOptions extends PathBounds {
  /** Tries in flight in all, at most. */
  readonly concurrency: number
  readonly clock: Clock
}

/** How fast the network and this machine may be loaded. */
export interface Pacer {
  /** A host's pace by that transport (default `'tcp'`), the same for all who ask while any of them keeps it. */
  path(address: string, transport?: Transport): Path
  /** Gives a path back; the last one to do so forgets it. What was learnt of the host's network stays for a while. */
  release(address: string, transport?: Transport): void
  /** Whether any try may be sent now, whatever its host. */
  may(now: number): boolean
  sent(): void
  /** A try is over; `worked` says that this machine did its part, whether an answer came or not. */
  ended(worked: boolean): void
  /**
   * Our own machine had no descriptor, port or buffer left for a try that was sent then: the window shrinks and
   * sending rests. Failures of tries sent before the last cut are of the same crowd and cut nothing.
   */
  localFailure(now: number, sentAt: number): void
  /** Milliseconds that local failures have gone on at a window of one without any success; 0 if they have not. */
  stuckFor(now: number): number
  readonly inFlight: number
  readonly window: number
}

/** Milliseconds of rest after a local failure: doubled while they go on, up to the second. */
const FIRST_REST = 5
const LONGEST_REST = 1_000

/**
 * The pacer of a scan: one window over all hosts, a pace for each network, and one for each host.
 *
 * @example
 * const pacer = createPacer({ ...pathBounds(timings.normal), concurrency: 500, clock: systemClock })
 */
export function createPacer(options: PacerOptions): Pacer {
  const paths = new Map<string, { readonly path: HostPath; users: number }>()
  const slots = new Slots(options.concurrency)
  const networks = new Networks(options, slots)
  let failedAt = -Infinity
  let restUntil = -Infinity
  let rest = FIRST_REST
  let stuckSince: number | undefined
  let calm = 0

  return {
    path(address, transport = 'tcp') {
      const key = keyOf(address, transport)
      const known = paths.get(key)
      if (known !== undefined) {
        known.users++
        return known.path
      }
      const network = networks.of(address, transport)
      const path = transport === 'udp' ? new UdpPath(options, network) : new HostPath(options, network)
      paths.set(key, { path, users: 1 })
      return path
    },
    release(address, transport = 'tcp') {
      const key = keyOf(address, transport)
      const known = paths.get(key)
      if (known === undefined || --known.users > 0) return
      paths.delete(key)
      known.path.leave()
    },
    may: (now) => slots.areFree && now >= restUntil,
    sent() {
      slots.inFlight++
    },
    ended(worked) {
      slots.inFlight--
      if (!worked) return
      stuckSince = undefined
      rest = FIRST_REST
      // One more for each window's worth of successes: what failed once may fail again.
      if (slots.window < options.concurrency && ++calm >= slots.window) {
        slots.window++
        calm = 0
      }
    },
    localFailure(now, sentAt) {
      if (sentAt <= failedAt) return
      failedAt = now
      calm = 0
      slots.window = Math.max(1, Math.floor(Math.min(slots.window, slots.inFlight + 1) * 0.75))
      restUntil = now + rest
      rest = Math.min(LONGEST_REST, rest * 2)
      if (slots.window === 1) stuckSince ??= now
    },
    stuckFor: (now) => (stuckSince === undefined ? 0 : now - stuckSince),
    get inFlight() {
      return slots.inFlight
    },
    get window() {
      return slots.window
    },
  }
}

/** Most paths are TCP's: their key is the address itself, which is there already. */
function keyOf(address: string, transport: Transport): string {
  return transport === 'tcp' ? address : `${transport} ${address}`
}
