import { hardwareAddress, type HardwareAddress } from './hardware-address.ts'

/** An ARP packet of Ethernet and IPv4. */
const LENGTH = 28
const ETHERNET = 1
const IPV4 = 0x0800
const ASKS = 1
export const ANSWERS = 2

export interface ArpEnd {
  readonly mac: HardwareAddress
  /** 32 bits. */
  readonly address: number
}

/** Asks who has an address (RFC 826). */
export function arpRequest(own: ArpEnd, address: number): Uint8Array {
  const view = new DataView(new ArrayBuffer(LENGTH))
  view.setUint16(0, ETHERNET)
  view.setUint16(2, IPV4)
  view.setUint8(4, 6)
  view.setUint8(5, 4)
  view.setUint16(6, ASKS)
  own.mac.forEach((byte, at) => view.setUint8(8 + at, byte))
  view.setUint32(14, own.address)
  view.setUint32(24, address)
  return new Uint8Array(view.buffer)
}

/** Who says that an address is its own; nothing for what is no such answer. */
export function readArpReply(bytes: Uint8Array): ArpEnd | undefined {
  if (bytes.length < LENGTH) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, LENGTH)
  const known =
    view.getUint16(0) === ETHERNET &&
    view.getUint16(2) === IPV4 &&
    view.getUint8(4) === 6 &&
    view.getUint8(5) === 4 &&
    view.getUint16(6) === ANSWERS
  const mac = known ? hardwareAddress(bytes, 8) : undefined
  return mac && { mac, address: view.getUint32(14) }
}
