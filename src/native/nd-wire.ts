import { formatIPv6, parseAddress } from '../net/address.ts'
import { hardwareAddressText } from './hardware-address.ts'
import * as linux from './linux.ts'
import { ADVERTISEMENT, neighbourSolicitation, readAdvertisement, solicitedNode } from './nd-message.ts'
import type { OpenPingWire } from './ping-discoverer.ts'
import { onLink, type OwnAddress } from './ping-links.ts'
import { peerAddress, setScope } from './ping-peer.ts'
import { noSocket, PingSocket, withCapability } from './ping-socket.ts'
import { allOf, attachFilter, BYTE } from './socket-filter.ts'
import type { SystemCalls } from './system-calls.ts'

/** Packets read at a time, at most. */
const MOST = 512
/** Of whatever was forwarded by a router it is less (RFC 4861, section 7.1). */
const HOP_LIMIT = 255
/** The first ten bits of link-local addresses: fe80::/10. */
const LINK_LOCAL = 0x3fan
/** Where the hop limit is in the header of IPv6. */
const HOP_LIMIT_AT = 7
const REMEDY = `needs raw sockets, which this process may not open: ${withCapability()}; tcpPing() needs none`

/**
 * Asks by neighbour discovery on the links that a host's address is of.
 *
 * @throws ScanError `ERR_OPTION` where this process may not
 */
export function openNdWire(calls: SystemCalls, name: string, own: readonly OwnAddress[]): OpenPingWire {
  const socket = PingSocket.open(calls, linux.AF_INET6, linux.SOCK_RAW, linux.IPPROTO_ICMPV6)
  if (typeof socket === 'number') throw noSocket(name, socket, REMEDY)
  if (!prepare(calls, socket)) {
    const failure = calls.errno()
    socket.close()
    throw noSocket(name, failure, REMEDY)
  }
  return {
    question({ address, family }) {
      const near = family === 6 ? onLink(own, address) : []
      if (near === 'own') return near
      if (near.length === 0) return undefined
      const value = BigInt(parseAddress(address)!.value)
      const packets = near.map(({ link }) => ({
        bytes: neighbourSolicitation(link.mac, value),
        to: groupOn(link.index, value),
      }))
      const send = (): number =>
        packets.reduce((failure, { bytes, to }) => failure || socket.send(bytes, to, linux.SOCKADDR_IN6), 0)
      return { key: keyOn(value, near.length === 1 ? near[0]!.link.index : 0), send }
    },
    read(hear) {
      for (let read = 0; read < MOST; read++) {
        const packet = socket.read()
        if (packet === undefined) return
        const said = readAdvertisement(packet.bytes)
        if (said === undefined) continue
        const { address, mac } = said
        const answer = mac === undefined ? {} : { mac: hardwareAddressText(mac) }
        const link = packet.from.getUint32(linux.SIN6_SCOPE_ID, linux.LITTLE)
        for (const index of [link, 0]) hear({ key: keyOn(address, index), ...answer })
      }
    },
    close: () => socket.close(),
  }
}

/** The same link-local address may be on several links; one that was asked for on all of them is anywhere: 0. */
function keyOn(address: bigint, index: number): string {
  return `${formatIPv6(address)} ${String(address >> 118n === LINK_LOCAL ? index : 0)}`
}

function groupOn(index: number, address: bigint): Uint8Array {
  const { bytes } = peerAddress(formatIPv6(solicitedNode(address)), () => 0)!
  setScope(bytes, index)
  return bytes
}

function prepare(calls: SystemCalls, socket: PingSocket): boolean {
  const hops = new Uint8Array(new Int32Array([HOP_LIMIT]).buffer)
  const advertisements = allOf([
    [BYTE, linux.SKF_NET_OFF + HOP_LIMIT_AT, HOP_LIMIT],
    [BYTE, 0, ADVERTISEMENT],
  ])
  const done =
    calls.setsockopt(socket.fd, linux.SOL_IPV6, linux.IPV6_MULTICAST_HOPS, hops, hops.length) === 0 &&
    attachFilter(calls, socket.fd, advertisements)
  // What came before the filter was there has any hop limit.
  while (done && socket.read() !== undefined);
  return done
}
