import { createHash } from 'node:crypto'
import { header, parseHttpResponse } from './http-response.ts'

/** What an icon is known by. */
export interface FaviconHash {
  /** SHA-256 of the icon's bytes, in hexadecimal. */
  readonly sha256: string
  /** MurmurHash3 (32 bits, signed) of its base64 text in lines of 76: what search engines of devices list. */
  readonly mmh3: number
}

/** The hashes of the icon in an answer; `undefined` where it holds none, or not the whole of it. */
export function faviconHash(answer: Uint8Array): FaviconHash | undefined {
  const response = parseHttpResponse(answer)
  if (response?.status !== 200 || response.bodyAt === undefined) return undefined
  const length = Number(header(response, 'content-length') ?? NaN)
  const icon = answer.subarray(response.bodyAt)
  if (icon.length === 0 || icon.length !== length || !isImage(icon)) return undefined
  const text = Buffer.from(icon)
    .toString('base64')
    .replace(/.{1,76}/g, '$&\n')
  return { sha256: createHash('sha256').update(icon).digest('hex'), mmh3: murmur3(Buffer.from(text)) }
}

/** Whether all of an answer is there, up to what is kept of any answer. */
export function isWholeIcon(answer: Uint8Array): boolean {
  const response = parseHttpResponse(answer)
  if (response?.bodyAt === undefined) return false
  const length = header(response, 'content-length')
  if (response.status !== 200 || length === undefined || Number(length) > MOST_ICON) return true
  return answer.length - response.bodyAt >= Number(length)
}

const MOST_ICON = 16_384

// ICO, PNG, GIF, JPEG, SVG: a page that says "not found" with status 200 is no icon.
const STARTS = ['\0\0\x01\0', '\x89PNG', 'GIF8', '\xff\xd8\xff', '<svg', '<?xml', 'RIFF']

function isImage(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 5)).toString('latin1')
  return STARTS.some((magic) => start.startsWith(magic))
}

/** MurmurHash3 x86 32 with seed 0, by Austin Appleby (public domain), as a signed number. */
export function murmur3(data: Uint8Array): number {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength)
  const blocks = data.length & ~3
  let hash = 0
  for (let at = 0; at < blocks; at += 4) {
    hash ^= scramble(view.getUint32(at, true))
    hash = Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64
  }
  let rest = 0
  for (let at = data.length - 1; at >= blocks; at--) rest = (rest << 8) | data[at]!
  if (data.length > blocks) hash ^= scramble(rest)
  hash ^= data.length
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) | 0
}

function scramble(block: number): number {
  const product = Math.imul(block, 0xcc9e2d51)
  return Math.imul((product << 15) | (product >>> 17), 0x1b873593)
}
