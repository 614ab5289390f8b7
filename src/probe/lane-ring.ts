import type { HostLane, PendingPort } from './host-lane.ts'

/** The hosts that have something to send, served in turn, so that no host waits for another one's pace. */
export class LaneRing {
  readonly #lanes: HostLane[] = []
  #at = 0
  #queued = 0

  /** Ports that wait for their turn. */
  get queued(): number {
    return this.#queued
  }

  get size(): number {
    return this.#lanes.length
  }

  enqueue(port: PendingPort): void {
    const { lane } = port
    lane.enqueue(port)
    this.#queued++
    if (lane.inRing) return
    lane.inRing = true
    this.#lanes.push(lane)
  }

  /** The next port of the next host that `ready` accepts, looking at no more than `most` hosts. */
  next(ready: (lane: HostLane) => boolean, most: number): PendingPort | undefined {
    for (let looked = Math.min(most, this.#lanes.length); looked > 0; looked--) {
      if (this.#at >= this.#lanes.length) this.#at = 0
      const lane = this.#lanes[this.#at]!
      if (lane.queued > 0 && !ready(lane)) {
        this.#at++
        continue
      }
      const port = lane.next()
      if (lane.queued === 0) this.#remove(lane)
      else this.#at++
      if (port === undefined) continue
      this.#queued--
      return port
    }
    return undefined
  }

  /** Takes out all that waits for a host; the host leaves when its turn comes. */
  drain(lane: HostLane): PendingPort[] {
    const drained: PendingPort[] = []
    for (let port = lane.next(); port !== undefined; port = lane.next()) drained.push(port)
    this.#queued -= drained.length
    return drained
  }

  #remove(lane: HostLane): void {
    lane.inRing = false
    const last = this.#lanes.pop()!
    if (last !== lane) this.#lanes[this.#at] = last
  }
}
