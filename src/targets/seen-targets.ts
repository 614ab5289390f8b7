import type { AddressRange } from '../net/address-range.ts'
import { AddressSet } from '../net/address-set.ts'

/** Ranges (and names) remembered before overlaps go unchecked. */
export const MOST_SEEN = 65_536

/** What was expanded already, so that targets that overlap are given once. Bounded: see `full`. */
export class SeenTargets {
  /**
   * By ports and zone: sets whose sizes at least double from the last to the first, merged as they grow, so that
   * adding one target at a time stays cheap.
   */
  readonly #byPorts = new Map<string, AddressSet[]>()
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
    const sets = this.#byPorts.get(key) ?? []
    let fresh = ranges
    for (const set of sets) {
      if (fresh.some((range) => set.overlaps(range)))
        fresh = fresh.flatMap((range) => set.subtractFrom(range))
    }
    if (fresh.length > 0 && !this.full) this.#remember(key, sets, fresh)
    return fresh
  }

  /** False when this name (with its ports) was given already. */
  takeName(key: string): boolean {
    if (this.#names.has(key)) return false
    if (!this.full) this.#names.add(key)
    return true
  }

  #remember(key: string, sets: AddressSet[], ranges: readonly AddressRange[]): void {
    this.#byPorts.set(key, sets)
    let last = new AddressSet(ranges)
    this.#ranges += last.rangeCount
    for (let before = sets.at(-1); before && before.rangeCount < 2 * last.rangeCount; before = sets.at(-1)) {
      sets.pop()
      const merged = last.union(before)
      this.#ranges += merged.rangeCount - last.rangeCount - before.rangeCount
      last = merged
    }
    sets.push(last)
  }
}
