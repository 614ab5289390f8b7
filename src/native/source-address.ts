import * as linux from './linux.ts'
import { SocketAddress } from './socket-address.ts'
import type { SystemCalls } from './system-calls.ts'

/** Destinations whose source is kept. */
const KEPT = 4_096
/** Any: nothing is sent to it. */
const PORT = 9

/**
 * The IPv4 address that this machine speaks to another from, by its routing table: a datagram socket that is connected,
 * which sends nothing, has it. Nothing where there is no way; `errno` says why.
 */
export class SourceAddresses {
  readonly #calls: SystemCalls
  readonly #fd: number
  readonly #kept = new Map<number, number>()
  readonly #peer = new SocketAddress(4)
  readonly #own = new SocketAddress(4)
  readonly #view = new DataView(this.#own.bytes.buffer)
  readonly #words = new Int32Array(1)
  readonly #length = new Uint32Array(1)
  readonly #nobody = new Uint8Array(linux.SOCKADDR_IN)

  constructor(calls: SystemCalls) {
    this.#calls = calls
    this.#fd = calls.socket(linux.AF_INET, linux.SOCK_DGRAM | linux.SOCK_CLOEXEC, 0)
  }

  get usable(): boolean {
    return this.#fd >= 0
  }

  of(destination: number): number | undefined {
    const known = this.#kept.get(destination)
    if (known !== undefined) return known
    const found = this.#ask(destination)
    if (found === undefined) return undefined
    if (this.#kept.size === KEPT) this.#kept.clear()
    this.#kept.set(destination, found)
    return found
  }

  close(): void {
    if (this.usable) this.#calls.close(this.#fd)
  }

  #ask(destination: number): number | undefined {
    const { connect, getsockname } = this.#calls
    this.#words[0] = destination
    this.#peer.fill(PORT, this.#words, 0)
    // Its first source address would stay with it.
    connect(this.#fd, this.#nobody, linux.SOCKADDR_IN)
    if (connect(this.#fd, this.#peer.bytes, linux.SOCKADDR_IN) < 0) return undefined
    this.#length[0] = this.#own.bytes.length
    if (getsockname(this.#fd, this.#own.bytes, new Uint8Array(this.#length.buffer)) < 0) return undefined
    return this.#view.getInt32(linux.SIN_ADDR)
  }
}
