import type { Transport } from '../model/endpoint.ts'
import type { Outcome } from '../model/result.ts'
import type { HostLane, PendingPort } from './host-lane.ts'
import { InFlight } from './in-flight.ts'
import { LiveAttempt, type AttemptWatcher } from './live-attempt.ts'
import type { ProbeSettings } from './probe-settings.ts'
import { startTry } from './start-try.ts'
import type { ProbeStrategy } from './strategy.ts'

/** Sockets closed in one go when a scan ends early; the loop breathes in between. */
const CLOSE_SLICE = 1_000

/** Who hears how a try ended, after it was counted. */
export interface AttemptEnds {
  /** The state is known: the port is open, and the conversation goes on. */
  answered(attempt: LiveAttempt): void
  settled(attempt: LiveAttempt, outcome: Outcome): void
  timedOut(attempt: LiveAttempt, now: number): void
  /** A strategy broke its promise to tell what it saw. */
  broken(error: unknown): void
}

/** Sends the tries of a run and hears of their answers. What counts, and what pace and window must know, is told here. */
export class Attempts implements AttemptWatcher {
  readonly #set: ProbeSettings
  readonly #ends: AttemptEnds
  readonly #inFlight = new InFlight()
  readonly #strategies: Readonly<Record<Transport, ProbeStrategy>>

  constructor(settings: ProbeSettings, ends: AttemptEnds) {
    this.#set = settings
    this.#ends = ends
    this.#strategies = { tcp: settings.strategy, udp: settings.udpStrategy }
  }

  /** Whether a try may go out now, whatever its host. */
  may(now: number): boolean {
    return this.#set.pacer.may(now)
  }

  /** Whether this host may be asked now. */
  ready(lane: HostLane, now: number): boolean {
    const { rate } = this.#set
    return (
      lane.path.may(now, lane.startsPort) && (rate === undefined || rate.delay(lane.record.host.address) <= 0)
    )
  }

  launch(port: PendingPort, now: number): void {
    const { counts, pacer, canary } = this.#set
    port.tries++
    const attempt = new LiveAttempt(port, now, this)
    counts.sent++
    counts.inFlight++
    if (port.tries > 1) counts.retried++
    else if (canary !== undefined) port.past.firstTryAt = now
    pacer.sent()
    port.lane.underWay++
    port.lane.path.sent(attempt, now)
    this.#inFlight.send(attempt)
    startTry(this.#strategies[port.lane.transport], port.endpoint, attempt, attempt)
  }

  /** Ends the tries that were not answered in time. */
  sweep(now: number): void {
    this.#inFlight.sweep(now)
  }

  answered(attempt: LiveAttempt): void {
    this.#inFlight.untime(attempt, 'talking')
    attempt.talked = true
    this.#countAnswer(attempt, true)
    this.#ends.answered(attempt)
  }

  queued(attempt: LiveAttempt, queued: boolean): void {
    const { path } = attempt.port.lane
    if (queued) {
      this.#inFlight.untime(attempt, 'queued')
      path.held(attempt)
      return
    }
    attempt.sentAt = this.#set.clock.now()
    path.resent(attempt, attempt.sentAt)
    this.#inFlight.send(attempt)
  }

  expired(attempt: LiveAttempt, now: number): void {
    attempt.port.lane.path.ended()
    this.#end(attempt, true)
    attempt.cancel()
    this.#ends.timedOut(attempt, now)
  }

  dropped(attempt: LiveAttempt): void {
    if (attempt.phase !== 'talking') attempt.port.lane.path.ended()
    this.#end(attempt, true)
    attempt.cancel()
  }

  /** Drops the tries of a host whose answer is not there yet, and gives their ports. */
  dropSilent(lanes: readonly HostLane[]): PendingPort[] {
    const dropped: PendingPort[] = []
    for (const attempt of this.#inFlight.silent(lanes)) {
      attempt.drop()
      dropped.push(attempt.port)
    }
    return dropped
  }

  /** Drops all tries: the first sockets close at once, the rest in slices, so that the loop breathes. */
  dropAll(): void {
    for (let closed = 0; closed < CLOSE_SLICE; closed++) {
      const attempt = this.#inFlight.any()
      if (attempt === undefined) return
      attempt.drop()
    }
    if (this.#inFlight.any() !== undefined) this.#set.clock.turn(() => this.dropAll())
  }

  broke(error: unknown): void {
    this.#ends.broken(error)
  }

  ended(attempt: LiveAttempt, outcome: Outcome): void {
    const { phase } = attempt
    if (phase === 'over') return
    const ours = outcome.state === 'none' || outcome.state === 'unknown'
    const silent = outcome.reason === 'no-response'
    attempt.refused = outcome.state === 'closed'
    if (phase === 'waiting' && !ours && !silent) {
      this.#countAnswer(attempt, outcome.state !== 'filtered', outcome.rtt)
    } else if (phase !== 'talking') attempt.port.lane.path.ended()
    this.#end(attempt, !ours)
    this.#ends.settled(attempt, outcome)
  }

  /** The pace follows the round trip as it is seen here; what is told is the one that was measured closer to the wire. */
  #countAnswer(attempt: LiveAttempt, ofPeer: boolean, rtt?: number): void {
    const now = this.#set.clock.now()
    const { counts } = this.#set
    counts.answered++
    attempt.rtt = rtt ?? now - attempt.sentAt
    counts.rtt.add(attempt.rtt)
    attempt.port.lane.path.answered(attempt, now, ofPeer)
  }

  #end(attempt: LiveAttempt, worked: boolean): void {
    this.#inFlight.remove(attempt)
    attempt.port.lane.underWay--
    this.#set.pacer.ended(worked)
    this.#set.counts.inFlight--
  }
}
