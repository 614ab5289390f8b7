import { readElements, readOid, type DerElement } from './der.ts'

/** Attribute types with a short name: RFC 4514 3, and three that certificates use beside those. */
const shortNames: ReadonlyMap<string, string> = new Map([
  ['2.5.4.3', 'CN'],
  ['2.5.4.7', 'L'],
  ['2.5.4.8', 'ST'],
  ['2.5.4.10', 'O'],
  ['2.5.4.11', 'OU'],
  ['2.5.4.6', 'C'],
  ['2.5.4.9', 'STREET'],
  ['0.9.2342.19200300.100.1.25', 'DC'],
  ['0.9.2342.19200300.100.1.1', 'UID'],
  ['2.5.4.5', 'serialNumber'],
  ['2.5.4.12', 'title'],
  ['1.2.840.113549.1.9.1', 'emailAddress'],
])

const MOST_PARTS = 32
const MOST_VALUE = 256

/** An X.501 name as text: RFC 4514, the most specific part first, special characters escaped. */
export function distinguishedName(name: DerElement): string {
  const parts = readElements(name.content, MOST_PARTS).map((set) =>
    readElements(set.content, 8)
      .map(attribute)
      .filter((text) => text !== '')
      .join('+'),
  )
  return parts
    .filter((part) => part !== '')
    .reverse()
    .join(',')
}

function attribute(pair: DerElement): string {
  const [type, value] = readElements(pair.content, 2)
  if (type === undefined || value === undefined) return ''
  const oid = readOid(type.content)
  const text = directoryString(value)
  if (text === undefined) return `${oid}=#${Buffer.from(value.whole.subarray(0, MOST_VALUE)).toString('hex')}`
  return `${shortNames.get(oid) ?? oid}=${escapeValue(text.slice(0, MOST_VALUE))}`
}

/** The text of a DirectoryString or IA5String; `undefined` for what is no string. */
export function directoryString({ tag, content }: DerElement): string | undefined {
  const bytes = Buffer.from(content.buffer, content.byteOffset, Math.min(content.length, 4 * MOST_VALUE))
  if (tag === 0x0c) return bytes.toString('utf8')
  if (tag === 0x1e) return wideText(bytes, 2)
  if (tag === 0x1c) return wideText(bytes, 4)
  // NumericString, PrintableString, TeletexString, IA5String, VisibleString
  return [0x12, 0x13, 0x14, 0x16, 0x1a].includes(tag) ? bytes.toString('latin1') : undefined
}

// BMPString and UniversalString: 16 or 32 bits a character, high byte first.
function wideText(bytes: Buffer, size: 2 | 4): string {
  let text = ''
  for (let at = 0; at + size <= bytes.length; at += size) {
    const point = bytes.readUIntBE(at, size)
    text += point <= 0x10ffff ? String.fromCodePoint(point) : '\ufffd'
  }
  return text
}

// RFC 4514 2.4; control characters by their code, so that one name stays one line.
function escapeValue(text: string): string {
  return text
    .replace(/[\\",+;<>]/g, '\\$&')
    .replace(/^[ #]| $/g, '\\$&')
    .replace(/[\0-\x1f\x7f]/g, (char) => `\\${char.charCodeAt(0).toString(16).padStart(2, '0')}`) // eslint-disable-line no-control-regex
}
