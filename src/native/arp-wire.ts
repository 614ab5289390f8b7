import { formatIPv4, parseIPv4 } from '../net/address.ts'
import { ANSWERS, arpRequest, readArpReply } from './arp-packet.ts'
import { hardwareAddressText } from './hardware-address.ts'
import * as linux from './linux.ts'
import type { OpenPingWire } from './ping-discoverer.ts'
import { onLink, type OwnAddress } from './ping-links.ts'
import { noSocket, PingSocket, withCapability } from './ping-socket.ts'
import { allOf, attachFilter, HALF } from './socket-filter.ts'
import type { SystemCalls } from './system-calls.ts'

/** Packets read at a time, at most. */
const MOST = 512
const REMEDY = `needs packet sockets, which this process may not open: ${withCapability()}; arpPing() of portscan-core needs neither`

/**
 * Asks by ARP on the links that a host's address is of.
 *
 * @throws ScanError `ERR_OPTION` where this process may not
 */
export function openArpWire(calls: SystemCalls, name: string, own: readonly OwnAddress[]): OpenPingWire {
  // Of no protocol, so that nothing comes before the filter is there.
  const socket = PingSocket.open(calls, linux.AF_PACKET, linux.SOCK_DGRAM, 0)
  if (typeof socket === 'number') throw noSocket(name, socket, REMEDY)
  const replies = allOf([
    [HALF, 2, 0x0800],
    [HALF, 6, ANSWERS],
  ])
  const everyLink = linkAddress(0)
  if (!attachFilter(calls, socket.fd, replies) || calls.bind(socket.fd, everyLink, everyLink.length) < 0) {
    const failure = calls.errno()
    socket.close()
    throw noSocket(name, failure, REMEDY)
  }
  return {
    question({ address, family }) {
      const near = family === 4 ? onLink(own, address) : []
      if (near === 'own') return near
      if (near.length === 0) return undefined
      const packets = near.map((from) => requestFrom(from, parseIPv4(address)!))
      return {
        key: address,
        send: () =>
          packets.reduce((failure, { bytes, to }) => failure || socket.send(bytes, to, to.length), 0),
      }
    },
    read(hear) {
      for (let read = 0; read < MOST; read++) {
        const packet = socket.read()
        if (packet === undefined) return
        const said = readArpReply(packet.bytes)
        if (said === undefined) continue
        const key = formatIPv4(said.address)
        const link = packet.from.getInt32(linux.SLL_IFINDEX, linux.LITTLE)
        // What is said on another link than the address is of is said of somebody else.
        const near = onLink(own, key)
        if (near === 'own' || !near.some((one) => one.link.index === link)) continue
        hear({ key, mac: hardwareAddressText(said.mac) })
      }
    },
    close: () => socket.close(),
  }
}

function requestFrom({ link, value }: OwnAddress, target: number) {
  return {
    bytes: arpRequest({ mac: link.mac, address: Number(value) }, target),
    to: linkAddress(link.index),
  }
}

/** A `struct sockaddr_ll` of ARP: everybody on that link, or on every link where that is 0. */
function linkAddress(index: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(linux.SOCKADDR_LL))
  view.setUint16(0, linux.AF_PACKET, linux.LITTLE)
  view.setUint16(linux.SLL_PROTOCOL, linux.ETH_P_ARP)
  view.setInt32(linux.SLL_IFINDEX, index, linux.LITTLE)
  view.setUint8(linux.SLL_HALEN, 6)
  for (let at = 0; at < 6; at++) view.setUint8(linux.SLL_ADDR + at, 0xff)
  return new Uint8Array(view.buffer)
}
