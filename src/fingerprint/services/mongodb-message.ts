import { viewOf } from '../echo.ts'
import { int32, parseBson, type BsonDocument } from './bson.ts'

const [OP_REPLY, OP_QUERY, OP_MSG] = [1, 2004, 2013]
const HEADER = 16
/** Before the document: flags, cursor, start and number of an OP_REPLY; flags and the kind of section of an OP_MSG. */
const PREFIX: ReadonlyMap<number, number> = new Map([
  [OP_REPLY, 20],
  [OP_MSG, 5],
])
const MOST = 16_384

/** Flags, collection, nothing to skip, one document to return (wire protocol, OP_QUERY). */
export function opQuery(document: Buffer, id: Uint8Array): Buffer {
  const body = [int32(0), Buffer.from('admin.$cmd\0'), int32(0), int32(-1), document]
  return message(OP_QUERY, Buffer.concat(body), id)
}

/** No flags, one section of kind 0 (OP_MSG). */
export function opMsg(document: Buffer, id: Uint8Array): Buffer {
  return message(OP_MSG, Buffer.concat([Buffer.alloc(5), document]), id)
}

function message(code: number, body: Buffer, id: Uint8Array): Buffer {
  return Buffer.concat([int32(HEADER + body.length), id, int32(0), int32(code), body])
}

/** The document of a whole answer of either kind. */
export function answerOf(bytes: Uint8Array): BsonDocument | undefined {
  if (bytes.length < HEADER + 10) return undefined
  const view = viewOf(bytes)
  const prefix = PREFIX.get(view.getInt32(12, true))
  const length = view.getInt32(0, true)
  if (prefix === undefined || length > MOST || length !== bytes.length || length < HEADER + prefix)
    return undefined
  return parseBson(bytes.subarray(HEADER + prefix))
}

/** Whether as much is there as the message says that it has. */
export function isWhole(bytes: Uint8Array): boolean {
  return bytes.length >= HEADER && bytes.length >= viewOf(bytes).getUint32(0, true)
}
