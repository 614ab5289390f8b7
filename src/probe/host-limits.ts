import type { HostRecord } from './host-record.ts'

/** Milliseconds between two beats that count as work: pauses, stalls and a consumer who rests are not the host's. */
const MOST_GAP = 100

/** How much time hosts may take, and how many open ports are enough. */
export class HostLimits {
  readonly #timeout: number
  #worked = 0
  #seenAt: number | undefined

  /** `timeout` in milliseconds. */
  constructor(timeout: number) {
    this.#timeout = timeout
  }

  /** A try goes out to this host. */
  begin(record: HostRecord): void {
    record.begunAt ??= this.#worked
  }

  /** Time goes on: those of the hosts that have taken too long. */
  overdue(now: number, hosts: Iterable<HostRecord>): HostRecord[] {
    this.#worked += Math.min(MOST_GAP, now - (this.#seenAt ?? now))
    this.#seenAt = now
    const late: HostRecord[] = []
    for (const record of hosts) {
      const { begunAt, skipped } = record
      if (begunAt === undefined || skipped !== undefined) continue
      if (this.#worked - begunAt >= this.#timeout) late.push(record)
    }
    return late
  }
}
