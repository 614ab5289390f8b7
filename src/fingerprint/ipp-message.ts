import { viewOf } from './echo.ts'
import { cleanValue, latin1 } from './field.ts'

/** What an answer of the printing protocol says. */
export interface IppAttributes {
  /** `'1.1'`, `'2.0'`. */
  readonly version: string
  readonly status: number
  readonly requestId: number
  /** The first value of each attribute that is a text, at most 64 of them. */
  readonly values: ReadonlyMap<string, string>
}

/** An attribute to send: tag of its values, name, values. */
export type IppAttribute = readonly [tag: number, name: string, values: readonly string[]]

const OPERATION = 0x01
const END = 0x03
const [CHARSET, LANGUAGE] = [0x47, 0x48]
const MOST_ATTRIBUTES = 64

/** A request of version 1.1 (RFC 8010, section 3.1) with charset and language in front. */
export function ippMessage(operation: number, id: number, attributes: readonly IppAttribute[]): Uint8Array {
  const head = Buffer.alloc(9)
  head.writeUInt16BE(0x0101)
  head.writeUInt16BE(operation, 2)
  head.writeUInt32BE(id, 4)
  head[8] = OPERATION
  const all: readonly IppAttribute[] = [
    [CHARSET, 'attributes-charset', ['utf-8']],
    [LANGUAGE, 'attributes-natural-language', ['en']],
    ...attributes,
  ]
  const parts = all.flatMap(([tag, name, values]) =>
    // Further values of the same attribute have no name.
    values.flatMap((value, index) => [Buffer.from([tag]), text(index === 0 ? name : ''), text(value)]),
  )
  return Buffer.concat([head, ...parts, Buffer.from([END])])
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value)
  return Buffer.concat([Buffer.from([bytes.length >> 8, bytes.length & 0xff]), bytes])
}

/** Reads an answer as far as it is there; `undefined` where it is none. */
export function ippAttributes(bytes: Uint8Array): IppAttributes | undefined {
  if (bytes.length < 9 || bytes[0]! < 1 || bytes[0]! > 2 || bytes[1]! > 9) return undefined
  if (bytes[8] !== OPERATION && bytes[8] !== END) return undefined
  const view = viewOf(bytes)
  const values = new Map<string, string>()
  let at = 8
  while (at < bytes.length && bytes[at] !== END && values.size < MOST_ATTRIBUTES) {
    if (bytes[at]! < 0x10) {
      at++
      continue
    }
    const name = stringAt(bytes, at + 1)
    const value = name && stringAt(bytes, name.end)
    if (value === undefined) break
    // Texts, names, keywords, URIs: tags 0x41 to 0x49.
    const isText = bytes[at]! >= 0x41 && bytes[at]! <= 0x49
    const clean = isText ? cleanValue(value.text) : undefined
    if (clean !== undefined && name!.text !== '' && !values.has(name!.text)) values.set(name!.text, clean)
    at = value.end
  }
  return {
    version: `${bytes[0]}.${bytes[1]}`,
    status: view.getUint16(2),
    requestId: view.getUint32(4),
    values,
  }
}

function stringAt(bytes: Uint8Array, at: number): { text: string; end: number } | undefined {
  if (at + 2 > bytes.length) return undefined
  const end = at + 2 + viewOf(bytes).getUint16(at)
  return end > bytes.length ? undefined : { text: latin1(bytes, at + 2, end), end }
}
