import type { AddressRange } from '../net/address-range.ts'
import { AddressSet } from '../net/address-set.ts'

/** Ranges (and names) remembered before overlaps go unchecked. */
export const MOST_SEEN = 65_536

/** New ranges are kept aside up to this many: adding to a large sorted set one by one would cost too much. */
const MOST_RECENT = 256

interface Seen {
  set: AddressSet
  recent: AddressRange[]
}

/** What was expanded already, so that targets that overlap are given once. Bounded: see `full`. */
export class SeenTargets {
  readonly #byPorts = new Map<string, Seen>()
  readonly #names = new Set<string>()
  #ranges = 0

  /** True from when nothing more is remembered. What was remembered still counts. */
  get full(): boolean {
    return this.#ranges + this.#names.size >= MOST_SEEN
  }

  /**
   * The parts of some ranges that were not given yet with these ports, which count as given from now on. The ranges
   * do not overlap each other and have one family and zone.
   */
  take(ranges: readonly AddressRange[], ports: string): readonly AddressRange[] {
    const first = ranges[0]
    if (first === undefined) return ranges
    // An address in one zone is another host than in the next.
    const key = first.family === 6 && first.zone !== undefined ? `${ports}%${first.zone}` : ports
    const seen = this.#byPorts.get(key) ?? { set: new AddressSet(), recent: [] }
    if (ranges.some((range) => seen.recent.some((old) => overlap(range, old)))) this.#merge(seen)
    const fresh = seen.set.rangeCount === 0 ? ranges : ranges.flatMap((range) => seen.set.subtractFrom(range))
    if (fresh.length > 0 && !this.full) this.#remember(key, seen, fresh)
    return fresh
  }

  /** False when this name (with its ports) was given already. */
  takeName(key: string): boolean {
    if (this.#names.has(key)) return false
    if (!this.full) this.#names.add(key)
    return true
  }

  #remember(key: string, seen: Seen, ranges: readonly AddressRange[]): void {
    this.#byPorts.set(key, seen)
    this.#ranges += ranges.length
    // Not `push(...)`: a pattern has tens of thousands of ranges.
    seen.recent = seen.recent.concat(ranges)
    if (seen.recent.length > MOST_RECENT) this.#merge(seen)
  }

  #merge(seen: Seen): void {
    this.#ranges -= seen.set.rangeCount + seen.recent.length
    seen.set = seen.set.union(seen.recent)
    seen.recent = []
    this.#ranges += seen.set.rangeCount
  }
}

function overlap(a: AddressRange, b: AddressRange): boolean {
  return a.family === b.family && a.first <= b.last && b.first <= a.last
}
