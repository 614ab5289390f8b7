import { viewOf } from '../echo.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `HEADER_EXTEND`, and nothing else: no test is asked for. */
const EXTENDED = 0x4000_0000
const CLIENT_HEADER_ACK = 2
const ACK_LENGTH = 28
/** Of the header that it waits for, with room for those of all versions. */
const HEADER_LENGTH = 64

function header(): Uint8Array {
  const bytes = Buffer.alloc(HEADER_LENGTH)
  bytes.writeUInt32BE(EXTENDED)
  return bytes
}

/** `client_hdr_ack`: type, length, flags, and its version in two halves. */
const acknowledgement: Matcher = (answer) => {
  if (answer.length < ACK_LENGTH) return undefined
  const view = viewOf(answer)
  if (view.getUint32(0) !== CLIENT_HEADER_ACK || view.getUint32(4) !== ACK_LENGTH) return undefined
  const version = [12, 14, 16].map((at) => view.getUint16(at))
  const [major = 0] = version
  if (major !== 2 || version.some((part) => part > 99)) return undefined
  return {
    name: 'iperf',
    product: 'iperf',
    version: version.join('.'),
    confidence: 'structured',
    evidence: 'acknowledgement of a header, of the length that it says',
  }
}

/**
 * iperf 2 over TCP, `include/payloads.h` of its source. Before 2.1 it answers nothing.
 *
 * Asks: nothing to be measured: a header without a test.
 * Known by: the acknowledgement of that header.
 * Version: the same.
 */
export const iperf: ServiceProbe = {
  name: 'iperf',
  ports: [5001],
  rarity: 8,
  hello: header,
  enough: (bytes) => bytes.length >= ACK_LENGTH,
  matchers: [acknowledgement],
}
