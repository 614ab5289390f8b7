import { Allowance, BURST } from './allowance.ts'
import type { NetworkPath } from './network-path.ts'
import type { PathBounds } from './path-bounds.ts'
import type { Path, PortTries, TrySent } from './path.ts'
import { RateControl } from './rate-control.ts'
import { anotherTry } from './retry-rule.ts'
import { RttEstimator } from './rtt-estimator.ts'

/** The first few tries need no pace, and most hosts of a wide scan get no more. */
const UNPACED = 4
/** On a near way one thread keeps up with so many (64,000 a second): with more it loses a seventh of the time. */
const NEAR_IN_FLIGHT = 128
/** Tries of a port that a limiter may have swallowed, at most. */
const MOST_EXCUSED = 4
/** Second tries that a silent host gets where nothing is lost on the way: if it were there, they would show it. */
const SAMPLE = 8

/** How one host is loaded: its round trip, its loss, its pace, what is in flight to it. */
export class HostPath implements Path {
  readonly rtt: RttEstimator
  readonly network: NetworkPath
  readonly #bounds: PathBounds
  readonly #allowance = new Allowance()
  #control: RateControl | undefined
  #inFlight = 0
  #answered = 0
  #silent = 0
  #sampled = 0

  constructor(bounds: PathBounds, network: NetworkPath) {
    this.rtt = new RttEstimator(bounds.timeout)
    this.network = network
    this.#bounds = bounds
    network.join()
  }

  /** Nobody scans the host any more. */
  leave(): void {
    this.network.leave()
  }

  get inFlight(): number {
    return this.#inFlight
  }

  /** Milliseconds that a try may stay without an answer: the how-manieth of its port it is. */
  timeout(number: number): number {
    // First tries go by the neighbours; later ones give a host that was silent the time of a stranger.
    const strange = this.rtt.smoothed === undefined && number === 1
    if (strange) return this.network.firstTimeout
    return Math.min(this.#bounds.timeout.most, this.rtt.timeout() * (1 + unevenly(number)))
  }

  get answersSoon(): boolean {
    return this.network.answersSoon
  }

  /** Whether a try may be sent now; `first` tries may go out where others have to wait. */
  may(now: number, _first?: boolean): boolean {
    if (this.#inFlight >= this.#room || !this.network.may(now, this.#inFlight)) return false
    const control = this.#control
    if (control !== undefined) this.#allowance.fill(now, control.rate, !control.growing)
    return this.#allowance.left >= 1
  }

  sent(one: TrySent, now: number): void {
    this.#inFlight++
    this.#allowance.take()
    if (this.#allowance.left < BURST - UNPACED || this.#control !== undefined) {
      this.#control ??= new RateControl(this.#bounds.rate, this.rtt, this.network.control)
    }
    this.#tell(one, now)
    one.networkWindow = this.network.sent(now, one.telling, one.number)
  }

  /** `ofPeer`: the host itself answered, not a router on the way, whose round trip is another one. */
  answered(one: TrySent, now: number, ofPeer: boolean): void {
    const { network } = this
    this.#inFlight--
    network.ended()
    if (this.#answered++ === 0) network.answering++
    if (ofPeer) {
      this.rtt.sample(now - one.sentAt)
      network.sample(now - one.sentAt)
    }
    // Near a limit first tries are swallowed now and then: those that were not are no measure of loss.
    if (!this.#maySwallow(one)) network.loss.tell(this.#effectiveTries(one.port) > 1)
    if (one.counted && one.window !== undefined) this.#control?.answered(one.window)
    if (one.telling && one.networkWindow !== undefined) network.control?.answered(one.networkWindow)
  }

  /** It waits for a slot, so its window says nothing of it: what is not on the wire cannot be answered. */
  held(one: TrySent): void {
    one.window?.forget(one.counted)
    one.networkWindow?.forget(one.telling)
    one.window = one.networkWindow = undefined
  }

  /** The wait is over: it goes out now. */
  resent(one: TrySent, now: number): void {
    this.#tell(one, now)
    one.networkWindow = this.network.count(now, one.telling, one.number)
  }

  /** The try got no answer in time, or none that says anything of the peer. */
  ended(): void {
    this.#inFlight--
    this.network.ended()
    this.#silent++
  }

  /** Whether the port of a try that ended in silence deserves another one. */
  worthAnother(one: TrySent): boolean {
    const { port } = one
    this.#excuse(port)
    port.past.silent = one
    const tries = port.tries - port.past.excused
    const again = this.#deserves(tries)
    if (!again || this.#answered > 0 || tries > 1 || !this.network.loss.isNone) return again
    return this.#sampled++ < SAMPLE
  }

  /** The same, once more, with what became known since. */
  stillWorthAnother(port: PortTries): boolean {
    return this.#deserves(this.#effectiveTries(port))
  }

  judge(now: number): void {
    if (this.#control !== undefined) this.network.judge(this.#control, now, this.#allowance)
  }

  #deserves(tries: number): boolean {
    return anotherTry(this.#bounds.retries, this.network.losing, tries, this.#answered)
  }

  #tell(one: TrySent, now: number): void {
    const own = this.#control
    one.counted = own?.counts(one.number) === true
    one.window = own?.sent(now, one.counted, one.number)
    // What a host's own limiter swallows says nothing of the network, and neither does a host that is not there.
    one.telling = one.number === 1 && this.#answered > 0 && own?.growing !== false
  }

  get #room(): number {
    const { perHost, near: most } = this.#bounds
    // Silent tries are in flight until they time out: they load neither the way nor us.
    const near = this.rtt.isNear && this.#silent * 8 <= this.#answered
    return near ? Math.min(perHost, most?.() ?? NEAR_IN_FLIGHT) : perHost
  }

  /** Tries that could have been answered. */
  #effectiveTries(port: PortTries): number {
    if (port.tries === 1) return 1
    this.#excuse(port)
    return port.tries - port.past.excused
  }

  /** Windows are judged some time after their tries have ended, so this is asked when the port's next try is over. */
  #excuse(port: PortTries): void {
    const { past } = port
    if (past.silent === undefined || past.excused >= MOST_EXCUSED || !this.#maySwallow(past.silent)) return
    past.excused++
    past.silent = undefined
  }

  /** Whether a limiter may be why a try was silent. */
  #maySwallow({ number, sentAt, window, networkWindow }: TrySent): boolean {
    if (window?.beyond === true || networkWindow?.beyond === true) return true
    return (
      this.#control?.mayHaveSwallowed(number, sentAt) === true ||
      this.network.control?.mayHaveSwallowed(number, sentAt) === true
    )
  }
}

/** Later tries wait longer, each another share, lest those of a port keep step with a limiter that swallows them. */
function unevenly(number: number): number {
  return ((3 * (number - 1)) & 7) / 32
}
