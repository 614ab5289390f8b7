import type { HostLane } from './host-lane.ts'
import type { LiveAttempt } from './live-attempt.ts'
import type { Sent } from './send-order.ts'

/** The tries under way: those against whose host's time-out a clock runs, and those without such a clock. */
export class InFlight {
  readonly #lanes = new Set<HostLane>()
  readonly #untimed = new Set<LiveAttempt>()

  /** A try goes out, or goes on after it waited for a slot. */
  send(attempt: LiveAttempt): void {
    const { lane } = attempt.port
    if (attempt.phase !== 'waiting') this.#untimed.delete(attempt)
    attempt.phase = 'waiting'
    if (lane.sent.oldest === undefined) this.#lanes.add(lane)
    lane.sent.add(attempt)
  }

  /** It waits for a slot, or its answer is there and the conversation goes on: no time-out of ours ends it. */
  untime(attempt: LiveAttempt, phase: 'queued' | 'talking'): void {
    attempt.port.lane.sent.remove(attempt)
    attempt.phase = phase
    this.#untimed.add(attempt)
  }

  remove(attempt: LiveAttempt): void {
    if (attempt.phase === 'waiting') attempt.port.lane.sent.remove(attempt)
    else this.#untimed.delete(attempt)
    attempt.phase = 'over'
  }

  /**
   * Ends what is older than its host's time-out as it is *now*: as soon as a round trip is known, the long first
   * time-outs shrink.
   */
  sweep(now: number): void {
    for (const { sent, path } of this.#lanes) {
      for (let { oldest } = sent; oldest !== undefined; oldest = sent.oldest) {
        if (now - oldest.sentAt < path.timeout(oldest.number)) break
        oldest.expire(now)
      }
      path.judge(now)
    }
    for (const lane of this.#lanes) if (lane.sent.oldest === undefined) this.#lanes.delete(lane)
  }

  /** The tries of these lanes that wait for their answer or for a slot. */
  silent(lanes: readonly HostLane[]): LiveAttempt[] {
    const found = [...this.#untimed].filter(
      ({ phase, port }) => phase === 'queued' && lanes.includes(port.lane),
    )
    for (const { sent } of lanes) {
      for (let one = sent.oldest; one !== undefined; one = one.after) found.push(one as LiveAttempt)
    }
    return found
  }

  /** Any try under way, or none. */
  any(): Sent | undefined {
    for (const lane of this.#lanes) {
      if (lane.sent.oldest !== undefined) return lane.sent.oldest
      this.#lanes.delete(lane)
    }
    return this.#untimed.values().next().value
  }
}
