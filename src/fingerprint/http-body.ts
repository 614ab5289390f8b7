import { latin1 } from './field.ts'
import { header, type HttpResponse } from './http-response.ts'

const MOST_CHUNKS = 1_024
/** A chunk's length in hexadecimal, and what may follow it on its line (RFC 9112, section 7.1). */
const CHUNK = /^(?<length>[\da-f]{1,8})[ \t]{0,8}(?:;[^\r\n]{0,200})?\r?\n/i

/**
 * What is there of the body of a response, its chunks put together. A body that is said to be chunked and is not stays
 * as it is. Compressed bodies are never decoded.
 */
export function bodyOf(response: HttpResponse, answer: Uint8Array): Uint8Array {
  const body = answer.subarray(response.bodyAt ?? answer.length)
  const isChunked = /\bchunked$/i.test(header(response, 'transfer-encoding')?.slice(-64) ?? '')
  return isChunked ? unchunked(body) : body
}

function unchunked(body: Uint8Array): Uint8Array {
  const chunks: Uint8Array[] = []
  for (let at = 0; chunks.length < MOST_CHUNKS;) {
    const head = CHUNK.exec(latin1(body, at, at + 256))
    const length = Number.parseInt(head?.groups?.['length'] ?? '0', 16)
    if (head === null || length === 0) break
    const start = at + head[0].length
    chunks.push(body.subarray(start, start + length))
    at = start + length
    // The line that ends a chunk.
    at += body[at] === 0x0d ? 2 : 1
  }
  return chunks.length === 0 && !isEmpty(body) ? body : Buffer.concat(chunks)
}

function isEmpty(body: Uint8Array): boolean {
  return body.length === 0 || body[0] === 0x30
}
