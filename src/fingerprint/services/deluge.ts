import { deflateSync, inflateSync } from 'node:zlib'
import { viewOf } from '../echo.ts'
import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** Version of the protocol, and the length of what follows. */
const HEADER = 5
const PROTOCOL = 1
const MOST = 1_024
/** `((0, 'daemon.info', (), {}),)` in rencode: tuples from 192 on, numbers as they are, texts from 128 on. */
const CALL = Buffer.concat([
  Buffer.from([193, 196, 0, 139]),
  Buffer.from('daemon.info'),
  Buffer.from([192, 102]),
])
/** `(1, 0, version)`: a response to our call of number 0. */
const RESPONSE = Buffer.from([195, 1, 0])

function hello(): Uint8Array {
  const body = deflateSync(CALL)
  const header = Buffer.from([PROTOCOL, 0, 0, 0, 0])
  header.writeUInt32BE(body.length, 1)
  return Buffer.concat([header, body])
}

function textOf(answer: Uint8Array): string | undefined {
  if (answer.length <= HEADER || answer[0] !== PROTOCOL) return undefined
  const length = viewOf(answer).getUint32(1)
  if (length > MOST || HEADER + length !== answer.length) return undefined
  try {
    const body = inflateSync(answer.subarray(HEADER), { maxOutputLength: MOST })
    const size = (body[RESPONSE.length] ?? 0) - 128
    const start = RESPONSE.length + 1
    if (!body.subarray(0, RESPONSE.length).equals(RESPONSE) || size < 1 || start + size !== body.length)
      return undefined
    return latin1(body, start)
  } catch {
    // Whatever it is, it is not compressed as this protocol is.
    return undefined
  }
}

const info: Matcher = (answer) => {
  const version = trimVersion(/^\d{1,3}\.[\w.+]{1,40}$/.exec(textOf(answer) ?? '')?.[0])
  if (version === undefined) return undefined
  return {
    name: 'deluge',
    product: 'Deluge',
    version,
    cpe: [cpe({ part: 'a', vendor: 'deluge-torrent', product: 'deluge', version })],
    confidence: 'verified',
    evidence: 'response to our call, its lengths fit',
  }
}

/**
 * The daemon of Deluge 2, "Deluge RPC" of its documentation: calls in rencode, compressed, inside TLS.
 *
 * Asks: `daemon.info`, which is answered before any login.
 * Known by: a response to that call, whose lengths fit.
 * Version: the response.
 */
export const deluge: ServiceProbe = {
  name: 'deluge',
  ports: [],
  tlsPorts: [58_846],
  rarity: 7,
  hello,
  enough: (bytes) => bytes.length >= HEADER && bytes.length >= HEADER + viewOf(bytes).getUint32(1),
  matchers: [info],
  reacts: { http: 'silence' },
}
