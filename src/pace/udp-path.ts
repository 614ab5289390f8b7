import type { NetworkPath } from './network-path.ts'
import type { PathBounds } from './path-bounds.ts'
import { HostPath } from './host-path.ts'
import type { TrySent } from './path.ts'

/** Tries that a silent port gets at the usual pace, at most, unless it has more to be asked. */
const QUICK_TRIES = 3
/** Tries that can be relied on, after those, of a host that limits its refusals. */
const SLOW_TRIES = 2
/**
 * Milliseconds between two refusals of one host that may be relied on: Linux sends one "port unreachable" a second to
 * one peer after a burst of six (`net.ipv4.icmp_ratelimit`), other systems more; RFC 1812, section 4.3.2.8, asks for it.
 */
const INTERVAL = 1_050
const LEAST_INTERVAL = 10
/** After so many answers in a row the interval shrinks by this factor; a silent try undoes it. */
const STEADY = 4
const SHRINK = 0.6
/** Slow tries in a row without a refusal after which the ports that are left are believed to be silent. */
const MUTE = 12
/** Milliseconds for which one host is asked slowly, at most. */
const SLOW_TIME = 120_000

/**
 * How one host is loaded by datagrams. Open ports answer as fast as they are asked, closed ones by ICMP, which hosts
 * limit; so all ports are asked at the usual pace first. If the host refused any, what is silent then is asked again one
 * by one, each when the next refusal is due: a closed port cannot be overlooked so. That goes on while it bears fruit,
 * and for two minutes at most.
 */
export class UdpPath extends HostPath {
  readonly #most: number
  #refusedAt: number | undefined
  #interval = INTERVAL
  #steady = 0
  #mute = 0
  #slowSince: number | undefined
  #slowOver = false
  /** The slow try under way, and whether its silence would say something. */
  #slowTry: TrySent | undefined
  #reliable = false

  constructor(bounds: PathBounds, network: NetworkPath) {
    super(bounds, network)
    this.#most = bounds.retries.most
  }

  /** `first`: what waits is a first try, which need not be slow. */
  override may(now: number, first = false): boolean {
    if (this.#isSlow(now) && !first) {
      if (this.inFlight > 0 || now - this.#refusedAt! < this.#interval) return false
    }
    return super.may(now)
  }

  override sent(one: TrySent, now: number): void {
    super.sent(one, now)
    if (one.number === 1 || !this.#isSlow(now)) return
    this.#slowTry = one
    this.#reliable = now - this.#refusedAt! >= INTERVAL
  }

  override answered(one: TrySent, now: number, ofPeer: boolean): void {
    super.answered(one, now, ofPeer)
    if (one.refused !== true) return
    this.#refusedAt = now
    if (one !== this.#slowTry) return
    this.#mute = 0
    if (++this.#steady < STEADY) return
    this.#steady = 0
    this.#interval = Math.max(LEAST_INTERVAL, this.#interval * SHRINK)
  }

  override worthAnother(one: TrySent): boolean {
    const { port } = one
    const again = super.worthAnother(one)
    if (one === this.#slowTry) this.#silentSlowTry(one)
    if (port.tries >= this.#most) return false
    if (port.tries < port.past.rounds) return true
    if (port.tries < QUICK_TRIES && again) return true
    return this.#goSlow(one)
  }

  #silentSlowTry({ port }: TrySent): void {
    this.#steady = 0
    if (this.#reliable) {
      port.past.slowTries++
      if (++this.#mute >= MUTE) this.#slowOver = true
    }
    this.#interval = Math.min(INTERVAL, this.#interval / SHRINK)
  }

  #goSlow({ port, sentAt }: TrySent): boolean {
    if (this.#slowOver || this.#refusedAt === undefined || port.past.slowTries >= SLOW_TRIES) return false
    this.#slowSince ??= sentAt
    return true
  }

  #isSlow(now: number): boolean {
    if (this.#slowSince === undefined) return false
    this.#slowOver ||= now - this.#slowSince > SLOW_TIME
    return !this.#slowOver
  }
}
