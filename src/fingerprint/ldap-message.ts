import { readElement, readElements, type DerElement } from '../net/der.ts'
import { element, integer, numberOf } from './ber.ts'
import { cleanValue, latin1 } from './field.ts'

/** One message of LDAP (RFC 4511, section 4.1.1): what it is, by its tag, and what is in it. */
export interface LdapMessage {
  readonly id: number
  readonly tag: number
  readonly parts: readonly DerElement[]
}

/** Tags of the messages that a server sends (RFC 4511, section 4.2 and after). */
export const [ENTRY, DONE, EXTENDED] = [0x64, 0x65, 0x78]

const [INTEGER, OCTETS, ENUMERATED, SEQUENCE, SET] = [0x02, 0x04, 0x0a, 0x30, 0x31]
const [SEARCH, EXTENDED_REQUEST] = [0x63, 0x77]
const MOST_MESSAGES = 4
const MOST_VALUES = 64

/** A search of the root DSE alone (RFC 4512, section 5.1) for these attributes. */
export function rootDseSearch(id: number, attributes: readonly string[]): Buffer {
  const wanted = attributes.map((name) => element(OCTETS, Buffer.from(name)))
  const base = element(OCTETS)
  const [scope, aliases] = [element(ENUMERATED, Buffer.from([0])), element(ENUMERATED, Buffer.from([0]))]
  const filter = element(0x87, Buffer.from('objectClass'))
  const limits = [integer(1), integer(5), Buffer.from([0x01, 0x01, 0x00])]
  return message(id, element(SEARCH, base, scope, aliases, ...limits, filter, element(SEQUENCE, ...wanted)))
}

/** An extended operation without a value (RFC 4511, section 4.12). */
export function extendedRequest(id: number, oid: string): Buffer {
  return message(id, element(EXTENDED_REQUEST, element(0x80, Buffer.from(oid))))
}

/** Reads what a server sent: whole messages only, the first few. */
export function readMessages(bytes: Uint8Array): LdapMessage[] {
  return readElements(bytes, MOST_MESSAGES).flatMap((whole) => {
    const [id, operation] = whole.tag === SEQUENCE ? readElements(whole.content, 2) : []
    const number = id?.tag === INTEGER ? numberOf(id.content) : undefined
    if (number === undefined || operation === undefined) return []
    return { id: number, tag: operation.tag, parts: readElements(operation.content, 4) }
  })
}

/** Whether the answer to a search has come to its end. */
export function isWholeSearch(bytes: Uint8Array): boolean {
  return readMessages(bytes).some(({ tag }) => tag === DONE || tag === EXTENDED)
}

/** The result code of a message that has one (RFC 4511, section 4.1.9). */
export function resultCode({ parts }: LdapMessage): number | undefined {
  const [code, name, text] = parts
  const isResult = code?.tag === ENUMERATED && name?.tag === OCTETS && text?.tag === OCTETS
  return isResult ? numberOf(code.content) : undefined
}

/** The attributes of an entry, by their names in lower case; `undefined` where it is none. */
export function attributesOf({
  tag,
  parts,
}: LdapMessage): ReadonlyMap<string, readonly string[]> | undefined {
  const [name, list] = parts
  if (tag !== ENTRY || name?.tag !== OCTETS || list?.tag !== SEQUENCE) return undefined
  const attributes = new Map<string, readonly string[]>()
  for (const { content } of readElements(list.content)) {
    const type = readElement(content)
    const values = type && readElement(content.subarray(type.whole.length))
    if (type?.tag !== OCTETS || values?.tag !== SET) continue
    const texts = readElements(values.content, MOST_VALUES).map((value) => latin1(value.content, 0, 256))
    attributes.set(
      latin1(type.content, 0, 64).toLowerCase(),
      texts.map(cleanValue).filter((text) => text !== undefined),
    )
  }
  return attributes
}

function message(id: number, operation: Buffer): Buffer {
  return element(SEQUENCE, integer(id), operation)
}
