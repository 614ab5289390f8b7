import type { HostLane, PendingPort } from './host-lane.ts'
import { LaneRound } from './lane-round.ts'

/** With so few ports waiting a host gets more from its backlog. */
const FEW = 4

/** Hosts whose answers take longer get the first turn this often, however many others there are. */
const LATE_TURN = 16
/** So many tries of theirs go out in one go at most, while others have something to send: each takes its time of us. */
const LATE_IN_A_GO = 4

/**
 * The hosts that have something to send, served in turn, so that no host waits for another one's pace. Those that
 * answer soon go first: a bad way slows itself, not the good ones.
 */
export class LaneRing {
  readonly #soon = new LaneRound(true, (lane) => this.wake(lane))
  readonly #late = new LaneRound(false, (lane) => this.wake(lane))
  /** Ports that go out before all others, as soon as their host may be sent to. */
  #urgent: PendingPort[] = []
  #urgentAt = 0
  /** Hosts that have sent most of what waited, and have a backlog. */
  readonly #hungry: HostLane[] = []
  #queued = 0
  #turn = 0
  #lateLeft = Infinity

  /** Ports that wait for their turn. */
  get queued(): number {
    return this.#queued
  }

  /** Hosts that have something to send and do not rest, and urgent ports. */
  get size(): number {
    return this.#soon.size + this.#late.size + this.#urgent.length
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
    const round = lane.path.answersSoon ? this.#soon : this.#late
    round.add(lane)
  }

  /** A go of sending begins. */
  go(): void {
    this.#lateLeft = LATE_IN_A_GO
  }

  /** Goes on with other hosts: one that always came last would get nothing of a limit that all have in common. */
  turnTo(share: number): void {
    this.#soon.turnTo(share)
    this.#late.turnTo(share)
  }

  /** The next port of the next host that `ready` accepts, looking at no more than `most` hosts of each kind. */
  next(ready: (lane: HostLane) => boolean, most: number): PendingPort | undefined {
    const urgent = this.#nextUrgent(ready, most)
    if (urgent !== undefined) return urgent
    const lateFirst = this.#turn++ % LATE_TURN === 0
    const port =
      (lateFirst ? this.#nextLate(ready, most) : undefined) ??
      this.#soon.next(ready, most) ??
      (lateFirst ? undefined : this.#nextLate(ready, most))
    if (port === undefined) return undefined
    this.#noteHunger(port.lane)
    this.#queued--
    return port
  }

  #nextLate(ready: (lane: HostLane) => boolean, most: number): PendingPort | undefined {
    if (this.#lateLeft <= 0 && this.#soon.size > 0) return undefined
    const port = this.#late.next(ready, most)
    if (port !== undefined) this.#lateLeft--
    return port
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
}
