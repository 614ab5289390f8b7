import { PacketCounts } from './packet-counts.ts'
import { seededDraw } from './seeded-draw.ts'
import type { Policer } from './token-bucket.ts'

/** How packets travel to the addresses of a prefix, and what is lost of them. */
export interface SimulatedPath {
  /** Milliseconds of a round trip, half each way. Default 20. */
  readonly rtt?: number
  /** Milliseconds that a round trip may take longer, each by its own draw. Default 0. */
  readonly jitter?: number
  /** Share of packets that are lost, 0 to 1: of each way, or by way. Default 0. */
  readonly loss?: number | { readonly out?: number; readonly back?: number }
  /** SYNs that get through. Default: all. */
  readonly syn?: Policer
  /** Resets that closed ports send. Default: all. */
  readonly rst?: Policer
  /** ICMP errors that come back. Default: all. */
  readonly icmp?: Policer
}

/** The kinds of packets that a policer may look at. */
export type PolicedPacket = 'syn' | 'rst' | 'icmp'

const OUT = 0
const BACK = 1
const JITTER = 2

/** Bits of each count, and the most that it can be. */
const BITS = 10
const MOST = 2 ** BITS - 1

/**
 * What becomes of packets by chance. A draw depends on nothing but the seed, the endpoint, the direction and how many
 * packets went that way before, so two scanners that send the same packets lose the same ones.
 */
export class PacketFate {
  readonly #seed: number
  /** Packets so far, both ways in one number, by endpoint. */
  readonly #sent = new PacketCounts()

  constructor(seed: number) {
    this.#seed = seed
  }

  /** Milliseconds that this try's round trip takes. */
  roundTrip(path: SimulatedPath, host: number, port: number): number {
    const { rtt = 20, jitter = 0 } = path
    if (jitter === 0) return rtt
    return rtt + jitter * seededDraw(this.#seed, host, port, JITTER, this.#next(host, port, JITTER))
  }

  lostOut(path: SimulatedPath, host: number, port: number): boolean {
    return this.#lost(lossOf(path.loss, 'out'), host, port, OUT)
  }

  lostBack(path: SimulatedPath, host: number, port: number): boolean {
    return this.#lost(lossOf(path.loss, 'back'), host, port, BACK)
  }

  #lost(share: number, host: number, port: number, direction: number): boolean {
    if (share <= 0) return false
    return seededDraw(this.#seed, host, port, direction, this.#next(host, port, direction)) < share
  }

  /** How many packets went that way before; one more has gone now. */
  #next(host: number, port: number, direction: number): number {
    const counts = this.#sent.get(host, port)
    const shift = direction * BITS
    const before = (counts >> shift) & MOST
    this.#sent.set(host, port, (counts & ~(MOST << shift)) | (((before + 1) & MOST) << shift))
    return before
  }
}

function lossOf(loss: SimulatedPath['loss'], way: 'out' | 'back'): number {
  return (typeof loss === 'object' ? loss[way] : loss) ?? 0
}
