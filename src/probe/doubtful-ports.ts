import type { HostLane, PendingPort } from './host-lane.ts'

/**
 * Ports that stayed silent often enough, going by the loss as far as it was known then. They are looked at once more
 * when their host has nothing else under way, because only then have all late answers been counted.
 */
export class DoubtfulPorts {
  readonly #most: number
  readonly #byLane = new Map<HostLane, PendingPort[]>()
  #count = 0

  /** `most`: ports that are kept, at most. */
  constructor(most: number) {
    this.#most = most
  }

  get count(): number {
    return this.#count
  }

  /** Keeps a port; false when there are too many. */
  add(port: PendingPort): boolean {
    if (this.#count >= this.#most) return false
    const ports = this.#byLane.get(port.lane)
    if (ports === undefined) this.#byLane.set(port.lane, [port])
    else ports.push(port)
    this.#count++
    return true
  }

  /** Takes out the ports of a host. */
  take(lane: HostLane): readonly PendingPort[] {
    const ports = this.#byLane.get(lane)
    if (ports === undefined) return []
    this.#byLane.delete(lane)
    this.#count -= ports.length
    return ports
  }
}
