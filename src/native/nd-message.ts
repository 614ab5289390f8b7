import { hardwareAddress, type HardwareAddress } from './hardware-address.ts'

const SOLICITATION = 135
export const ADVERTISEMENT = 136
/** Type, code, checksum, flags, target. */
const HEADER = 24
const TARGET = 8
/** Options: kind, length in units of eight bytes. */
const SOURCE_LINK = 1
const TARGET_LINK = 2
const UNIT = 8

/** Who has an address, as it says itself. */
export interface Advertised {
  /** 128 bits. */
  readonly address: bigint
  readonly mac?: HardwareAddress
}

/** Asks who has an address (RFC 4861, section 4.3). The system makes the checksum. */
export function neighbourSolicitation(mac: HardwareAddress, address: bigint): Uint8Array {
  const view = new DataView(new ArrayBuffer(HEADER + UNIT))
  view.setUint8(0, SOLICITATION)
  write128(view, TARGET, address)
  view.setUint8(HEADER, SOURCE_LINK)
  view.setUint8(HEADER + 1, 1)
  mac.forEach((byte, at) => view.setUint8(HEADER + 2 + at, byte))
  return new Uint8Array(view.buffer)
}

/** The group that whoever has the address listens to (RFC 4291, section 2.7.1). */
export function solicitedNode(address: bigint): bigint {
  return 0xff02_0000_0000_0000_0000_0001_ff00_0000n | (address & 0xff_ffffn)
}

/**
 * Reads an advertisement as RFC 4861, section 7.1.2, has it checked; nothing for what is none. That it came with a hop
 * limit of 255, so from this link, and has the right checksum, is for the system to see.
 */
export function readAdvertisement(bytes: Uint8Array): Advertised | undefined {
  if (bytes.length < HEADER || bytes[0] !== ADVERTISEMENT || bytes[1] !== 0) return undefined
  if (bytes[TARGET] === 0xff) return undefined
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  const address = (view.getBigUint64(TARGET) << 64n) | view.getBigUint64(TARGET + 8)
  let mac: HardwareAddress | undefined
  for (let at = HEADER; at < bytes.length;) {
    const [kind, length = 0] = bytes.subarray(at, at + 2)
    if (length === 0 || at + length * UNIT > bytes.length) return undefined
    if (kind === TARGET_LINK) mac ??= hardwareAddress(bytes, at + 2)
    at += length * UNIT
  }
  return { address, ...(mac && { mac }) }
}

export function write128(view: DataView, at: number, value: bigint): void {
  view.setBigUint64(at, value >> 64n)
  view.setBigUint64(at + 8, value & 0xffff_ffff_ffff_ffffn)
}
