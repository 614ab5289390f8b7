import { formatAddress, parseAddress } from '../net/address.ts'
import * as linux from './linux.ts'
import { SocketAddress } from './socket-address.ts'
import type { SystemCalls } from './system-calls.ts'

/** A host to send to. */
export interface PingPeer {
  readonly bytes: Uint8Array
  /** The address as those are written who answer: without its zone. */
  readonly key: string
}

/** The socket address of a host; nothing for what is no address, or whose zone is no interface. */
export function peerAddress(text: string, indexOf: (zone: string) => number): PingPeer | undefined {
  const address = parseAddress(text)
  if (address === undefined) return undefined
  const zone = address.family === 6 ? address.zone : undefined
  const key = formatAddress(address.family === 4 ? address : { family: 6, value: address.value })
  const socketAddress = SocketAddress.of(key)
  const index = zone === undefined ? 0 : indexOf(zone)
  if (socketAddress === undefined || (zone !== undefined && index === 0)) return undefined
  const { bytes } = socketAddress
  if (index !== 0) setScope(bytes, index)
  return { bytes, key }
}

/** Says which interface an IPv6 socket address is meant on. */
export function setScope(bytes: Uint8Array, index: number): void {
  new DataView(bytes.buffer).setUint32(linux.SIN6_SCOPE_ID, index, linux.LITTLE)
}

/** The number of an interface, by its name or as the number itself; 0 where there is none. */
export function linkIndex(calls: SystemCalls, name: string): number {
  if (/^\d{1,9}$/.test(name)) return Number(name)
  return calls.ifNameToIndex(new TextEncoder().encode(`${name}\0`))
}
