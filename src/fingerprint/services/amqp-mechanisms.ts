import { viewOf } from '../echo.ts'
import { latin1 } from '../field.ts'

/** sasl-mechanisms (1.0, 5.3.3.1): a frame of type 1 with a described list of one field, symbols. */
export function mechanismsFrame(bytes: Uint8Array): readonly string[] | undefined {
  if (bytes.length < 12 || bytes[4]! < 2 || bytes[5] !== 1) return undefined
  const body = bytes.subarray(bytes[4]! * 4, viewOf(bytes).getUint32(0))
  if (viewOf(bytes).getUint32(0) > bytes.length || latin1(body, 0, 3) !== '\0S@') return undefined
  // Whatever the encoding of list and array, a mechanism is a word in capitals (RFC 4422, 3.1).
  return latin1(body, 3, 512).match(/[A-Z][A-Z0-9_-]{2,19}/g) ?? []
}
