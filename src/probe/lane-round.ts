import type { HostLane, PendingPort } from './host-lane.ts'

/** Hosts that are served in turn. */
export class LaneRound {
  readonly #lanes: HostLane[] = []
  readonly #soon: boolean
  readonly #elsewhere: (lane: HostLane) => void
  #at = 0

  /** For hosts that answer soon, or for the others; `elsewhere` gets those that leave. */
  constructor(soon: boolean, elsewhere: (lane: HostLane) => void) {
    this.#soon = soon
    this.#elsewhere = elsewhere
  }

  get size(): number {
    return this.#lanes.length
  }

  add(lane: HostLane): void {
    lane.inRing = true
    this.#lanes.push(lane)
  }

  /** Goes on with another host; `share`: of the way round, 0 to 1. */
  turnTo(share: number): void {
    this.#at = Math.floor(share * this.#lanes.length)
  }

  /**
   * The next port of the next host that `ready` accepts, looking at no more than `most` hosts. Those that have nothing
   * to send leave the round.
   */
  next(ready: (lane: HostLane) => boolean, most: number): PendingPort | undefined {
    for (let looked = Math.min(most, this.#lanes.length); looked > 0; looked--) {
      if (this.#at >= this.#lanes.length) this.#at = 0
      const lane = this.#lanes[this.#at]!
      if (lane.record.rests) {
        this.#remove(lane)
        continue
      }
      if (lane.queued > 0 && !ready(lane)) {
        this.#at++
        continue
      }
      const port = lane.next()
      this.#served(lane)
      if (port !== undefined) return port
    }
    return undefined
  }

  #served(lane: HostLane): void {
    const stays = lane.queued > 0 && lane.path.answersSoon === this.#soon
    if (stays) {
      this.#at++
      return
    }
    this.#remove(lane)
    this.#elsewhere(lane)
  }

  #remove(lane: HostLane): void {
    lane.inRing = false
    const last = this.#lanes.pop()!
    // Whoever takes its place waits for the next round: served at once, newcomers would keep the first ones waiting.
    if (last !== lane) this.#lanes[this.#at++] = last
  }
}
