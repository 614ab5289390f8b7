import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { Family, ResolvedHost } from '../model/host.ts'
import { formatIPv4, formatIPv6, parseAddress } from '../net/address.ts'
import { ECHO_REPLY, echoRequest, packetBody, readEchoReply } from './icmp-message.ts'
import * as linux from './linux.ts'
import type { PingAnswer } from './ping-desk.ts'
import type { OpenPingWire } from './ping-discoverer.ts'
import { linkIndex, peerAddress } from './ping-peer.ts'
import { isForbidden, noSocket, PingSocket, withCapability, type Packet } from './ping-socket.ts'
import { SocketAddress } from './socket-address.ts'
import { allOf, attachFilter, BYTE, BYTE_X, HALF, HALF_X, HEADER_X } from './socket-filter.ts'
import type { SystemCalls } from './system-calls.ts'

/** Packets read at a time, at most. */
const MOST = 512
const PROTOCOL: Readonly<Record<Family, number>> = { 4: linux.IPPROTO_ICMP, 6: linux.IPPROTO_ICMPV6 }
const DOMAIN: Readonly<Record<Family, number>> = { 4: linux.AF_INET, 6: linux.AF_INET6 }

interface Line {
  readonly socket: PingSocket
  readonly family: Family
  /** Packets come with all that reaches this machine; of a datagram socket they are its own. */
  readonly raw: boolean
}

/**
 * Echo requests by datagram sockets, which the system holds to replies of their own, or else by raw ones.
 *
 * @throws ScanError `ERR_OPTION` where this process may have neither
 */
export function openIcmpWire(calls: SystemCalls, name: string, localAddress?: string): OpenPingWire {
  const id = randomBytes(2).readUInt16BE()
  const lines: Partial<Record<Family, Line>> = {}
  const failures: number[] = []
  for (const family of [4, 6] as const) {
    const line = openLine(calls, family, id, localAddress)
    if (typeof line === 'number') failures.push(line)
    else if (line !== undefined) lines[family] = line
  }
  const all = Object.values(lines)
  // A machine without IPv6 has no socket for it, which is no trouble.
  if (all.length === 0) throw noSocket(name, failures.find(isForbidden) ?? failures[0]!, remedy())
  return {
    question(host) {
      const line = lines[host.family]
      return line && questionOf(calls, line, id, host)
    },
    read(hear) {
      for (const line of all) readAll(line, id, hear)
    },
    close() {
      for (const { socket } of all) socket.close()
    },
  }
}

function questionOf(calls: SystemCalls, { socket, family }: Line, id: number, { address }: ResolvedHost) {
  const to = peerAddress(address, (zone) => linkIndex(calls, zone))
  if (to === undefined) return undefined
  const cookie = randomBytes(8).readBigUInt64BE()
  return {
    key: keyOf(to.key, cookie),
    send: (sequence: number) =>
      socket.send(echoRequest(family, { id, sequence, cookie }), to.bytes, SocketAddress.sizeOf(family)),
  }
}

function readAll(line: Line, id: number, hear: (answer: PingAnswer) => void): void {
  for (let read = 0; read < MOST; read++) {
    const packet = line.socket.read()
    if (packet === undefined) return
    const bytes = line.raw && line.family === 4 ? packetBody(packet.bytes) : packet.bytes
    const echo = bytes && readEchoReply(line.family, bytes)
    // The number of a datagram socket is the system's own.
    if (echo === undefined || (line.raw && echo.id !== id)) continue
    hear({ key: keyOf(senderOf(line.family, packet), echo.cookie), attempt: echo.sequence })
  }
}

const keyOf = (address: string, cookie: bigint): string => `${address} ${cookie.toString(16)}`

function senderOf(family: Family, { from }: Packet): string {
  if (family === 4) return formatIPv4(from.getUint32(linux.SIN_ADDR))
  return formatIPv6((from.getBigUint64(linux.SIN6_ADDR) << 64n) | from.getBigUint64(linux.SIN6_ADDR + 8))
}

function openLine(
  calls: SystemCalls,
  family: Family,
  id: number,
  localAddress: string | undefined,
): Line | number | undefined {
  if (localAddress !== undefined && parseAddress(localAddress)?.family !== family) return undefined
  let raw = false
  let socket = PingSocket.open(calls, DOMAIN[family], linux.SOCK_DGRAM, PROTOCOL[family])
  if (typeof socket === 'number') {
    raw = true
    socket = PingSocket.open(calls, DOMAIN[family], linux.SOCK_RAW, PROTOCOL[family])
  }
  if (typeof socket === 'number') return socket
  const failure = prepare(calls, { socket, family, raw }, id, localAddress)
  if (failure === 0) return { socket, family, raw }
  socket.close()
  return failure
}

function prepare(
  calls: SystemCalls,
  { socket: { fd }, family, raw }: Line,
  id: number,
  from: string | undefined,
): number {
  const own = from === undefined ? undefined : peerAddress(from, (zone) => linkIndex(calls, zone))
  if (own !== undefined && calls.bind(fd, own.bytes, SocketAddress.sizeOf(family)) < 0) return calls.errno()
  if (!raw) return 0
  const type = ECHO_REPLY[family]
  const filter =
    family === 4
      ? allOf(
          [
            [BYTE_X, 0, type],
            [HALF_X, 4, id],
          ],
          [[HEADER_X, 0, 0, 0]],
        )
      : allOf([
          [BYTE, 0, type],
          [HALF, 4, id],
        ])
  return attachFilter(calls, fd, filter) ? 0 : calls.errno()
}

function remedy(): string {
  const range = groupRange()
  return (
    `needs ICMP, which this process may not use: ${withCapability()}, or let its group use it without ` +
    `(sudo sysctl net.ipv4.ping_group_range="0 2147483647"${range === undefined ? '' : `; it is "${range}"`}); tcpPing() needs neither`
  )
}

function groupRange(): string | undefined {
  try {
    return readFileSync('/proc/sys/net/ipv4/ping_group_range', 'latin1').trim().replace(/\s+/, ' ')
  } catch {
    return undefined
  }
}
