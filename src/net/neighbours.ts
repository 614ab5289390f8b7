import { closeSync, openSync, readSync } from 'node:fs'
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os'
import { systemClock, type Clock } from '../model/clock.ts'
import { parseIPv4 } from './address.ts'
import { parseArpTable, type Neighbour } from './arp-table.ts'

/**
 * What this machine knows of the hosts on its own links. Linux and IPv4 only: elsewhere, and of IPv6 neighbours (which
 * take netlink to ask for), nothing is known.
 */
export interface Neighbours {
  /** True for an IPv4 address of a network that this machine has an interface on, loopback left out. */
  onLink(address: string): boolean
  /**
   * The hardware address (`'00:00:5e:00:53:01'`) of who has the address, or had it a short time ago. `'incomplete'`:
   * it was asked for by ARP (RFC 826), and nobody has answered yet; for good about 3 s after the first packet.
   * `undefined`: nothing is known, as of every address beyond a router.
   */
  of(address: string): Neighbour | undefined
  /** Milliseconds until the table may be read again; 0 when the next question reads it. */
  readonly wait: number
}

/** Where the knowledge comes from. */
export interface NeighboursOptions {
  /** The text of the table. Default: the first 1 MiB of `/proc/net/arp`, `''` where there is none. */
  readonly read?: () => string
  /** The interfaces of this machine, in the shape of `os.networkInterfaces()`, which is the default. */
  readonly interfaces?: NodeJS.Dict<NetworkInterfaceInfo[]>
  readonly clock?: Clock
}

/** Milliseconds that the table is taken for the present, at least and at most; between, 100 times what reading it took. */
const FRESH = 10
const STALE = 1_000
const SHARE = 100

/**
 * The neighbours of this machine. The table is read when it is asked for, not oftener than every 10 ms, nor for
 * more than a hundredth of the time: every second, where that takes long.
 *
 * @example
 * createNeighbours().of('192.0.2.1') // '00:00:5e:00:53:01'
 */
export function createNeighbours(options: NeighboursOptions = {}): Neighbours {
  const { read = readTable, clock = systemClock } = options
  let networks: readonly Network[] | undefined
  let table: ReadonlyMap<string, Neighbour> = new Map()
  let readAgain = -Infinity
  const onLink = (address: string): boolean => {
    networks ??= networksOf(options.interfaces ?? networkInterfaces())
    const value = parseIPv4(address)
    return value !== undefined && networks.some(({ first, mask }) => (value & mask) >>> 0 === first)
  }
  return {
    onLink,
    of(address) {
      if (!onLink(address)) return undefined
      const now = clock.now()
      if (now >= readAgain) {
        table = parseArpTable(read())
        const done = clock.now()
        readAgain = done + Math.min(STALE, Math.max(FRESH, (done - now) * SHARE))
      }
      return table.get(address)
    },
    get wait() {
      return Math.max(0, readAgain - clock.now())
    },
  }
}

interface Network {
  readonly first: number
  readonly mask: number
}

function networksOf(interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>): Network[] {
  return Object.values(interfaces).flatMap((infos = []) =>
    infos.flatMap(({ family, internal, address, netmask }) => {
      const [own, mask] = [parseIPv4(address), parseIPv4(netmask)]
      if (family !== 'IPv4' || internal || own === undefined || mask === undefined) return []
      return [{ first: (own & mask) >>> 0, mask }]
    }),
  )
}

const MOST_BYTES = 1 << 20

/** In one go and in place, since the kernel has it in memory: well under a millisecond for a thousand hosts. */
function readTable(): string {
  let file: number
  try {
    file = openSync('/proc/net/arp', 'r')
  } catch {
    // No Linux, or /proc is not for us: then nothing is known.
    return ''
  }
  try {
    return readText(file)
  } catch {
    return ''
  } finally {
    closeSync(file)
  }
}

function readText(file: number): string {
  const chunk = Buffer.allocUnsafe(65_536)
  const parts: string[] = []
  for (let bytes = 0; bytes < MOST_BYTES;) {
    const got = readSync(file, chunk)
    if (got === 0) break
    bytes += got
    parts.push(chunk.toString('latin1', 0, got))
  }
  return parts.join('')
}
