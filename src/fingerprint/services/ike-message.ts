import { viewOf } from '../echo.ts'

/** The parts of an IKE message that can be read without a key. */
export interface IkeMessage {
  readonly version: 1 | 2
  /** 2 main mode, 4 aggressive mode, 5 informational; 34 IKE_SA_INIT, 37 INFORMATIONAL. */
  readonly exchange: number
  readonly flags: number
  /** Kinds of the payloads, in their order. */
  readonly payloads: readonly number[]
  readonly vendorIds: readonly Uint8Array[]
  /** Type of the first notification, and what is in it. */
  readonly notify?: { readonly type: number; readonly data: Uint8Array }
  /** The group of its key exchange. */
  readonly group?: number
}

export const IKE_HEADER = 28
/** How long the number is that each side gives the negotiation: ours comes first. */
export const SPI = 8
/** The kind of an SA in each version: whoever takes a proposal answers with one. */
export const PAYLOAD_SA = { 1: 1, 2: 33 } as const
const [VERSION_1, VERSION_2] = [0x10, 0x20]
const MAX_PAYLOADS = 24
/** Payloads of version 2, and of version 1 (RFC 7296, section 3.2; RFC 2408, section 3.1). */
const [KEY_EXCHANGE_2, NOTIFY_2, VENDOR_2] = [34, 41, 43]
const [NOTIFY_1, VENDOR_1] = [11, 13]

/** The message without the four zeros that go before it where ESP shares the port (RFC 3948, section 2.2). */
export function withoutMarker(bytes: Uint8Array): Uint8Array {
  return bytes.length > 4 && viewOf(bytes).getUint32(0) === 0 ? bytes.subarray(4) : bytes
}

/**
 * Header and chain of payloads (RFC 7296, section 3.1; RFC 2408, section 3.1). `undefined` where a length does not fit.
 */
export function parseIkeMessage(bytes: Uint8Array): IkeMessage | undefined {
  if (bytes.length < IKE_HEADER) return undefined
  const view = viewOf(bytes)
  const version = bytes[17] === VERSION_2 ? 2 : bytes[17] === VERSION_1 ? 1 : undefined
  if (version === undefined || view.getUint32(24) !== bytes.length) return undefined
  const payloads: number[] = []
  const vendorIds: Uint8Array[] = []
  let notify: IkeMessage['notify']
  let group: number | undefined
  let at = IKE_HEADER
  for (let type = bytes[16]!; type !== 0;) {
    if (at + 4 > bytes.length || payloads.length === MAX_PAYLOADS) return undefined
    const length = view.getUint16(at + 2)
    if (length < 4 || at + length > bytes.length) return undefined
    const body = bytes.subarray(at + 4, at + length)
    payloads.push(type)
    if (type === (version === 2 ? VENDOR_2 : VENDOR_1)) vendorIds.push(body)
    else if (type === (version === 2 ? NOTIFY_2 : NOTIFY_1)) notify ??= notifyOf(body, version)
    else if (type === KEY_EXCHANGE_2 && version === 2 && body.length >= 4) group = viewOf(body).getUint16(0)
    type = bytes[at]!
    at += length
  }
  if (at !== bytes.length) return undefined
  const [exchange, flags] = [bytes[18]!, bytes[19]!]
  return {
    version,
    exchange,
    flags,
    payloads,
    vendorIds,
    ...(notify && { notify }),
    ...(group !== undefined && { group }),
  }
}

/** Protocol, length of the SPI, type, SPI, data; behind four bytes for the domain in version 1. */
function notifyOf(body: Uint8Array, version: 1 | 2): IkeMessage['notify'] {
  const start = version === 2 ? 0 : 4
  if (body.length < start + 4) return undefined
  const data = body.subarray(start + 4 + body[start + 1]!)
  return { type: viewOf(body).getUint16(start + 2), data }
}
