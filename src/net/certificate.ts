import { createHash } from 'node:crypto'
import type { Certificate } from '../model/service.ts'
import { readElement, readElements, readOid, type DerElement } from './der.ts'
import { distinguishedName } from './distinguished-name.ts'

const SEQUENCE = 0x30
const EXPLICIT_VERSION = 0xa0
const EXTENSIONS = 0xa3
const DNS_NAME = 0x82
const IP_ADDRESS = 0x87
const SUBJECT_ALT_NAME = '2.5.29.17'
const MOST_NAMES = 256
const MOST_NAME = 255

/**
 * Reads an X.509 certificate (RFC 5280 4.1) from its DER form: every field by its own bytes, because the text forms
 * that TLS libraries print can be forged by what stands in a name. `undefined` for what is no certificate.
 */
export function parseCertificate(der: Uint8Array): Certificate | undefined {
  const outer = readElement(der)
  const signed = outer?.tag === SEQUENCE ? readElement(outer.content) : undefined
  if (signed?.tag !== SEQUENCE) return undefined
  const fields = readElements(signed.content, 16)
  if (fields[0]?.tag === EXPLICIT_VERSION) fields.shift()
  const [, , issuer, validity, subject, , ...optional] = fields
  if (issuer?.tag !== SEQUENCE || validity?.tag !== SEQUENCE || subject?.tag !== SEQUENCE) return undefined
  const [notBefore, notAfter] = readElements(validity.content, 2)
  return {
    subject: distinguishedName(subject),
    issuer: distinguishedName(issuer),
    names: alternativeNames(optional.find(({ tag }) => tag === EXTENSIONS)),
    notBefore: timeOf(notBefore),
    notAfter: timeOf(notAfter),
    fingerprint256: createHash('sha256').update(outer!.whole).digest('hex'),
    selfSigned: Buffer.compare(issuer.whole, subject.whole) === 0,
  }
}

function alternativeNames(extensions: DerElement | undefined): string[] {
  const list = extensions && readElement(extensions.content)
  for (const extension of list ? readElements(list.content) : []) {
    const parts = readElements(extension.content, 3)
    if (parts[0] === undefined || readOid(parts[0].content) !== SUBJECT_ALT_NAME) continue
    const names = readElement(parts.at(-1)!.content)
    return names
      ? readElements(names.content, MOST_NAMES)
          .map(generalName)
          .filter((name) => name !== '')
      : []
  }
  return []
}

function generalName({ tag, content }: DerElement): string {
  if (tag === DNS_NAME) return Buffer.from(content.subarray(0, MOST_NAME)).toString('latin1')
  if (tag !== IP_ADDRESS) return ''
  if (content.length === 4) return content.join('.')
  return content.length === 16 ? compressed(content) : ''
}

/** RFC 5952. */
function compressed(bytes: Uint8Array): string {
  const words = Array.from({ length: 8 }, (_, at) =>
    ((bytes[2 * at]! << 8) | bytes[2 * at + 1]!).toString(16),
  )
  const runs = [...words.join(':').matchAll(/(?<=^|:)0(?::0)+(?=$|:)/g)]
  const longest = runs.reduce<RegExpExecArray | undefined>(
    (best, run) => (best !== undefined && best[0].length >= run[0].length ? best : run),
    undefined,
  )
  if (longest === undefined) return words.join(':')
  const text = words.join(':')
  const before = text.slice(0, longest.index).replace(/:$/, '')
  return `${before}::${text.slice(longest.index + longest[0].length).replace(/^:/, '')}`
}

// UTCTime has two digits of the year, of 1950 to 2049; GeneralizedTime has four (RFC 5280 4.1.2.5).
function timeOf(element: DerElement | undefined): string {
  if (element === undefined) return ''
  const text = Buffer.from(element.content.subarray(0, 24)).toString('latin1')
  const parts = /^(\d{2}|\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)?Z$/.exec(text)
  if (parts === null) return ''
  const [year = '', month, day, hour, minute, second = '00'] = parts.slice(1)
  const century = year.length === 4 ? '' : Number(year) < 50 ? '20' : '19'
  return `${century}${year}-${month}-${day}T${hour}:${minute}:${second}Z`
}
