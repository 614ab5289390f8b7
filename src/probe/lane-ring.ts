import type { HostLane, PendingPort } from './host-lane.ts'

/** With so few ports waiting a host gets more from its backlog. */
const FEW = 4

/** The hosts that have something to send, served in turn, so that no host waits for another one's pace. */
export class LaneRing {
  readonly #lanes: HostLane[] = []
  /** Ports that go out before all others, as soon as their host may be sent to. */
  #urgent: PendingPort[] = []
  #urgentAt = 0
  /** Hosts that have sent most of what waited, and have a backlog. */
  readonly #hungry: HostLane[] = []
  #at = 0
  #queued = 0

  /** Ports that wait for their turn. */
  get queued(): number {
    return this.#queued
  }

  /** Hosts that have something to send and do not rest, and urgent ports. */
  get size(): number {
    return this.#lanes.length + this.#urgent.length
  }

  enqueue(port: PendingPort): void {
    const { lane } = port
    lane.enqueue(port)
    this.#queued++
    this.wake(lane)
  }

  /** It goes out next, even where its host rests. */
  urge(port: PendingPort): void {
    this.#urgent.push(port)
    this.#queued++
  }

  /** A host that rested goes on. */
  wake(lane: HostLane): void {
    if (lane.inRing || lane.queued === 0 || lane.record.rests) return
    lane.inRing = true
    this.#lanes.push(lane)
  }

  /** The next port of the next host that `ready` accepts, looking at no more than `most` hosts. */
  next(ready: (lane: HostLane) => boolean, most: number): PendingPort | undefined {
    const urgent = this.#nextUrgent(ready, most)
    if (urgent !== undefined) return urgent
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
      this.#noteHunger(lane)
      if (lane.queued === 0) this.#remove(lane)
      else this.#at++
      if (port === undefined) continue
      this.#queued--
      return port
    }
    return undefined
  }

  #nextUrgent(ready: (lane: HostLane) => boolean, most: number): PendingPort | undefined {
    const urgent = this.#urgent
    for (let looked = Math.min(most, urgent.length); looked > 0; looked--) {
      if (this.#urgentAt >= urgent.length) this.#urgentAt = 0
      const port = urgent[this.#urgentAt]!
      if (!ready(port.lane)) {
        this.#urgentAt++
        continue
      }
      const last = urgent.pop()!
      if (last !== port) urgent[this.#urgentAt] = last
      this.#queued--
      return port
    }
    return undefined
  }

  /** Takes out up to `most` ports that wait for a host. */
  take(lane: HostLane, most: number): PendingPort[] {
    const taken: PendingPort[] = []
    for (let port = lane.next(); port !== undefined; port = lane.next()) {
      taken.push(port)
      if (taken.length === most) break
    }
    this.#queued -= taken.length
    this.#noteHunger(lane)
    return taken
  }

  /** Takes out all that waits for a host; the host leaves when its turn comes. */
  drain(lane: HostLane): PendingPort[] {
    const drained: PendingPort[] = []
    for (let port = lane.next(); port !== undefined; port = lane.next()) drained.push(port)
    const isOf = (port: PendingPort): boolean => port.lane === lane
    if (this.#urgent.some(isOf)) {
      drained.push(...this.#urgent.filter(isOf))
      this.#urgent = this.#urgent.filter((port) => !isOf(port))
    }
    this.#queued -= drained.length
    this.#noteHunger(lane)
    return drained
  }

  /** A host that may have ports from its backlog, if there is one. */
  get hungry(): HostLane | undefined {
    return this.#hungry.at(-1)
  }

  /** The host has enough waiting again, or no backlog any more. */
  fed(): void {
    this.#hungry.pop()!.wantsMore = false
  }

  #noteHunger(lane: HostLane): void {
    if (lane.wantsMore || lane.later.length === 0 || lane.queued > FEW) return
    lane.wantsMore = true
    this.#hungry.push(lane)
  }

  #remove(lane: HostLane): void {
    lane.inRing = false
    const last = this.#lanes.pop()!
    if (last !== lane) this.#lanes[this.#at] = last
  }
}
