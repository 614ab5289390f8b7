import { networkKey } from './network-key.ts'
import { NetworkPath } from './network-path.ts'
import type { PathBounds } from './path-bounds.ts'
import { RttEstimator } from './rtt-estimator.ts'
import type { Slots } from './slots.ts'

/** Networks that are remembered when no host of theirs is being scanned. */
const MOST = 4_096

/** The networks of a scan. What was learnt of one serves its later hosts; the least recently used are forgotten. */
export class Networks {
  readonly #bounds: PathBounds
  readonly #slots: Slots
  readonly #everywhere: RttEstimator
  readonly #known = new Map<string, NetworkPath>()

  constructor(bounds: PathBounds, slots: Slots) {
    this.#bounds = bounds
    this.#slots = slots
    this.#everywhere = new RttEstimator(bounds.timeout)
  }

  get size(): number {
    return this.#known.size
  }

  /** The network of an address. Ways of different kinds (`'tcp'`, `'udp'`) to one network have nothing in common. */
  of(address: string, kind: string): NetworkPath {
    const key = `${kind} ${networkKey(address)}`
    const known = this.#known.get(key)
    const network = known ?? new NetworkPath(this.#bounds, this.#slots, this.#everywhere)
    if (known !== undefined) this.#known.delete(key)
    else if (this.#known.size >= MOST) this.#forget()
    this.#known.set(key, network)
    return network
  }

  #forget(): void {
    for (const [key, network] of this.#known) {
      if (network.users > 0) continue
      this.#known.delete(key)
      return
    }
  }
}
