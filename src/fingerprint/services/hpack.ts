import { latin1 } from '../field.ts'
import { decodeHuffman } from './hpack-huffman.ts'

/** A header field: its name and its value. */
export type Field = readonly [name: string, value: string]

const MOST_FIELDS = 64
/** A block of fields that needs more than this is not one that we read. */
const MOST_BLOCK = 16_384

/**
 * The fields of a block (HPACK, RFC 7541), in order; the first of a connection, whose dynamic table is empty.
 * `undefined` where it breaks the rules. Never throws.
 */
export function decodeHpack(block: Uint8Array): readonly Field[] | undefined {
  if (block.length > MOST_BLOCK) return undefined
  const reader = new Reader(block)
  const fields: Field[] = []
  const added: Field[] = []
  while (!reader.done && fields.length < MOST_FIELDS) {
    const first = reader.peek()
    if (first >= 0x20 && first < 0x40) {
      if (reader.integer(5) === undefined) return undefined
      continue
    }
    const field = first >= 0x80 ? indexed(reader.integer(7), added) : literal(reader, first, added)
    if (field === undefined) return undefined
    if (first >= 0x40 && first < 0x80) added.unshift(field)
    fields.push(field)
  }
  return fields
}

/** A block of fields as plain text: nothing is compressed, nothing is to be remembered. */
export function encodeHpack(fields: readonly Field[]): Uint8Array {
  return Buffer.concat(fields.flatMap(([name, value]) => [Buffer.of(0), text(name), text(value)]))
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'latin1').subarray(0, 0x7e)
  return Buffer.concat([Buffer.of(bytes.length), bytes])
}

function literal(reader: Reader, first: number, added: readonly Field[]): Field | undefined {
  const index = reader.integer(first >= 0x40 ? 6 : 4)
  const name = index === 0 ? reader.text() : indexed(index, added)?.[0]
  const value = reader.text()
  return name === undefined || value === undefined ? undefined : [name, value]
}

function indexed(index: number | undefined, added: readonly Field[]): Field | undefined {
  if (index === undefined || index === 0) return undefined
  return index <= STATIC.length ? STATIC[index - 1] : added[index - STATIC.length - 1]
}

class Reader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get done(): boolean {
    return this.#at >= this.#bytes.length
  }

  peek(): number {
    return this.#bytes[this.#at] ?? 0
  }

  /** An integer with a prefix of so many bits (section 5.1). */
  integer(prefix: number): number | undefined {
    const most = (1 << prefix) - 1
    const start = this.peek() & most
    if (this.done) return undefined
    this.#at++
    if (start < most) return start
    let value = most
    for (let shift = 0; shift <= 21; shift += 7) {
      if (this.done) return undefined
      const byte = this.#bytes[this.#at++]!
      value += (byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
    return undefined
  }

  /** A string (section 5.2). */
  text(): string | undefined {
    const isHuffman = this.peek() >= 0x80
    const length = this.integer(7)
    if (length === undefined || this.#at + length > this.#bytes.length) return undefined
    const bytes = this.#bytes.subarray(this.#at, this.#at + length)
    this.#at += length
    return isHuffman ? decodeHuffman(bytes) : latin1(bytes)
  }
}

/** The static table (appendix A). */
const STATIC: readonly Field[] = [
  ':authority',
  ':method GET',
  ':method POST',
  ':path /',
  ':path /index.html',
  ':scheme http',
  ':scheme https',
  ':status 200',
  ':status 204',
  ':status 206',
  ':status 304',
  ':status 400',
  ':status 404',
  ':status 500',
  'accept-charset',
  'accept-encoding gzip, deflate',
  'accept-language',
  'accept-ranges',
  'accept',
  'access-control-allow-origin',
  'age',
  'allow',
  'authorization',
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-location',
  'content-range',
  'content-type',
  'cookie',
  'date',
  'etag',
  'expect',
  'expires',
  'from',
  'host',
  'if-match',
  'if-modified-since',
  'if-none-match',
  'if-range',
  'if-unmodified-since',
  'last-modified',
  'link',
  'location',
  'max-forwards',
  'proxy-authenticate',
  'proxy-authorization',
  'range',
  'referer',
  'refresh',
  'retry-after',
  'server',
  'set-cookie',
  'strict-transport-security',
  'transfer-encoding',
  'user-agent',
  'vary',
  'via',
  'www-authenticate',
].map((line): Field => {
  const end = line.indexOf(' ')
  return end === -1 ? [line, ''] : [line.slice(0, end), line.slice(end + 1)]
})
