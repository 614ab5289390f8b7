import type { Family } from '../model/host.ts'
import * as linux from './linux.ts'
import type { PortBits } from './syn-filter.ts'
import { SocketAddress } from './socket-address.ts'
import type { SystemCalls } from './system-calls.ts'

/** How many: as many tries of one endpoint come from different ports. A power of two, so that one mask tells them. */
export const BLOCK = 16
/** Where they are looked for: where clients usually have theirs. */
const [FIRST, LAST] = [32_768, 60_999]
const TRIES = 64

/**
 * Local ports that nobody else gets while this is open: sockets are bound to them that neither listen nor connect. So
 * the system answers a SYN-ACK that comes there by a reset, as if the port were closed.
 */
export class PortBlock implements PortBits {
  readonly base: number
  readonly mask = 0x10000 - BLOCK
  readonly #calls: SystemCalls
  readonly #fds: readonly number[]

  private constructor(calls: SystemCalls, base: number, fds: readonly number[]) {
    this.#calls = calls
    this.base = base
    this.#fds = fds
  }

  /** Nothing where none can be had; `errno` says why. */
  static reserve(calls: SystemCalls, family: Family, random = Math.random): PortBlock | undefined {
    for (let one = 0; one < TRIES; one++) {
      const base = (FIRST + Math.floor(random() * (LAST - FIRST - BLOCK))) & (0x10000 - BLOCK)
      const fds: number[] = []
      while (fds.length < BLOCK && bindOne(calls, family, base + fds.length, fds));
      if (fds.length === BLOCK) return new PortBlock(calls, base, fds)
      for (const fd of fds) calls.close(fd)
    }
    return undefined
  }

  /** The port for the how-manieth try of an endpoint. */
  portOf(attempt: number): number {
    return this.base + (attempt & (BLOCK - 1))
  }

  close(): void {
    for (const fd of this.#fds) this.#calls.close(fd)
  }
}

const NO_ADDRESS = new Int32Array(4)
const YES = new Uint8Array(new Uint32Array([1]).buffer)

function bindOne(calls: SystemCalls, family: Family, port: number, fds: number[]): boolean {
  const domain = family === 4 ? linux.AF_INET : linux.AF_INET6
  const fd = calls.socket(domain, linux.SOCK_STREAM | linux.SOCK_CLOEXEC, 0)
  if (fd < 0) return false
  fds.push(fd)
  if (family === 6) calls.setsockopt(fd, linux.SOL_IPV6, linux.IPV6_V6ONLY, YES, YES.length)
  const address = new SocketAddress(family)
  address.fill(port, NO_ADDRESS, 0)
  if (calls.bind(fd, address.bytes, SocketAddress.sizeOf(family)) === 0) return true
  fds.pop()
  calls.close(fd)
  return false
}
