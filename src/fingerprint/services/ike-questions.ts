import { cookie } from '../echo.ts'
import type { HelloContext } from '../service-probe.ts'
import { IKE_HEADER, PAYLOAD_SA, SPI } from './ike-message.ts'

/** A message of ours: a random SPI, none of theirs yet. Where ESP shares the port, four zeros go before it. */
function message(
  context: HelloContext,
  first: number,
  kind: readonly number[],
  body: Uint8Array,
): Uint8Array {
  const header = Buffer.alloc(IKE_HEADER)
  cookie(context.random, SPI).copy(header)
  header[0]! |= 1
  header.set([first, ...kind], 16)
  header.writeUInt32BE(IKE_HEADER + body.length, 24)
  return Buffer.concat([Buffer.alloc(context.port === 4500 ? 4 : 0), header, body])
}

/** A payload, and the kind of the next one. */
function payload(next: number, body: Uint8Array): Buffer {
  return Buffer.concat([Buffer.from([next, 0, (body.length + 4) >> 8, (body.length + 4) & 0xff]), body])
}

/** Encryption (AES-CBC of 256 and 128 bits, 3DES), PRF, integrity (SHA-2, SHA-1), groups 14, 19 and 2. */
const TRANSFORMS_2 = [
  [1, 12, 0x80, 14, 1, 0],
  [1, 12, 0x80, 14, 0, 128],
  [1, 3],
  [2, 5],
  [2, 2],
  [3, 12],
  [3, 2],
  [4, 14],
  [4, 19],
  [4, 2],
]

/** IKE_SA_INIT (RFC 7296, section 1.2): usual proposals, a key of group 14 that is but random bytes, a nonce. */
export function saInit(context: HelloContext): Uint8Array {
  const transforms = TRANSFORMS_2.map(([type, id, ...attribute], index) => {
    const more = index < TRANSFORMS_2.length - 1 ? 3 : 0
    return Buffer.from([more, 0, 0, 8 + attribute.length, type!, 0, 0, id!, ...attribute])
  })
  const body = Buffer.concat(transforms)
  const proposal = Buffer.from([0, 0, 0, 8 + body.length, 1, 1, 0, transforms.length])
  const key = Buffer.concat([Buffer.from([0, 14, 0, 0]), cookie(context.random, 256)])
  // Below the group's prime, as a public value has to be.
  key[4]! &= 0x7f
  return message(
    context,
    PAYLOAD_SA[2],
    [0x20, 34, 0x08],
    Buffer.concat([
      payload(34, Buffer.concat([proposal, body])),
      payload(40, key),
      payload(0, cookie(context.random, 32)),
    ]),
  )
}

/** Encryption, bits of the key, hash, way to prove oneself, group: RFC 2409, appendix A. */
const TRANSFORMS_1 = [
  [7, 256, 4, 1, 14],
  [7, 256, 2, 1, 14],
  [7, 128, 2, 1, 2],
  [5, 0, 2, 1, 2],
  [7, 256, 2, 3, 14],
  [5, 0, 2, 65_001, 2],
] as const

/** The first message of main mode (RFC 2409, section 5), which takes the other side no work at all. */
export function mainMode(context: HelloContext): Uint8Array {
  const transforms = TRANSFORMS_1.map(([cipher, bits, hash, proof, group], index) => {
    const attributes = [
      [1, cipher],
      ...(bits > 0 ? [[14, bits]] : []),
      [2, hash],
      [3, proof],
      [4, group],
      [11, 1],
      [12, 28_800],
    ]
    const values = Buffer.alloc(4 * attributes.length)
    attributes.forEach(([type, value], at) =>
      values.writeUInt32BE(0x80000000 + type! * 0x10000 + value!, 4 * at),
    )
    const more = index < TRANSFORMS_1.length - 1 ? 3 : 0
    return Buffer.concat([Buffer.from([more, 0, 0, 8 + values.length, index + 1, 1, 0, 0]), values])
  })
  const body = Buffer.concat(transforms)
  const length = 8 + body.length
  const proposal = Buffer.from([0, 0, length >> 8, length & 0xff, 1, 1, 0, transforms.length])
  // The domain of IPsec, and who we are as the only thing that matters.
  const situation = Buffer.from([0, 0, 0, 1, 0, 0, 0, 1])
  return message(context, PAYLOAD_SA[1], [0x10, 2, 0], payload(0, Buffer.concat([situation, proposal, body])))
}
