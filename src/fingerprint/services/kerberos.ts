import { readElement, readElements, type DerElement } from '../../net/der.ts'
import { element, integer, numberOf } from '../ber.ts'
import { cookie, viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `kerberos`. */
export interface KerberosDetails {
  /** The realm that it is the KDC of, where it told. */
  readonly realm?: string
  /** Its clock, ISO 8601, UTC. */
  readonly time?: string
  /** The number of the error (RFC 4120, section 7.5.9): 6 the client is unknown, 68 it is of another realm. */
  readonly error?: number
  /** The error in its own words. */
  readonly text?: string
  /**
   * Numbers of the ways to prove oneself before a ticket is given (RFC 4120, section 7.5.2), where it told: 2 a time
   * stamp under one's key, 16 a certificate, 136 and 138 inside an armoured channel (RFC 6113).
   */
  readonly preAuthTypes?: readonly number[]
}

const [STRING, TIME, SEQUENCE, OCTETS] = [0x1b, 0x18, 0x30, 0x04]
const KRB_ERROR = 0x7e
/** Nobody has it: RFC 2606, section 2. */
const REALM = 'PORTSCAN.INVALID'
const KRBTGT = 2
const AES_256 = 18

const text = (value: string): Buffer => element(STRING, Buffer.from(value))
const field = (tag: number, ...parts: readonly Uint8Array[]): Buffer => element(0xa0 | tag, ...parts)
const principal = (type: number, ...names: readonly string[]): Buffer =>
  element(SEQUENCE, field(0, integer(type)), field(1, element(SEQUENCE, ...names.map(text))))

/** A request for a ticket for somebody who is not there (RFC 4120, section 5.4.1). */
function asRequest({ random }: HelloContext): Buffer {
  const name = `portscan-${cookie(random, 4).toString('hex')}`
  const body = element(
    SEQUENCE,
    field(0, Buffer.from([0x03, 5, 0, 0, 0, 0, 0])),
    field(1, principal(1, name)),
    field(2, text(REALM)),
    field(3, principal(KRBTGT, 'krbtgt', REALM)),
    field(5, element(TIME, Buffer.from('20370913024805Z'))),
    field(7, integer((cookie(random, 3).readUIntBE(0, 3) & 0x7fffff) | 0x400001)),
    field(8, element(SEQUENCE, integer(AES_256), integer(17), integer(23))),
  )
  return element(0x6a, element(SEQUENCE, field(1, integer(5)), field(2, integer(10)), field(4, body)))
}

/** Over TCP its length goes before it (RFC 4120, section 7.2.2). */
function framed(message: Uint8Array): Buffer {
  const size = Buffer.alloc(4)
  size.writeUInt32BE(message.length)
  return Buffer.concat([size, message])
}

const errorMessage: Matcher = (answer, { transport, sent }) => {
  const message = transport === 'udp' ? answer : unframed(answer)
  const found = message && readError(message)
  if (found === undefined) return undefined
  const { details } = found
  const echoed = found.echoed && sent !== undefined && latin1(sent).includes(REALM)
  // By datagram nothing but our own words coming back says that this is the answer to them.
  if (transport === 'udp' && sent !== undefined && !echoed) return undefined
  return {
    name: 'kerberos',
    ...softwareOf(details.text),
    details: { ...details },
    confidence: transport === 'tcp' || echoed ? 'verified' : 'structured',
    evidence: `KRB-ERROR ${details.error}${transport === 'tcp' ? ', its length fits' : ' for the realm that was asked'}`,
  }
}

function unframed(answer: Uint8Array): Uint8Array | undefined {
  if (answer.length < 8 || viewOf(answer).getUint32(0) !== answer.length - 4) return undefined
  return answer.subarray(4)
}

/** KRB-ERROR (RFC 4120, section 5.9.1); what is in it of the realm that was asked for is no news. */
function readError(
  message: Uint8Array,
): { details: KerberosDetails & { error: number }; echoed: boolean } | undefined {
  const whole = readElement(message)
  const sequence = whole?.tag === KRB_ERROR ? readElement(whole.content) : undefined
  if (sequence?.tag !== SEQUENCE) return undefined
  const fields = new Map(
    readElements(sequence.content, 16).map(({ tag, content }) => [tag & 0x1f, readElement(content)]),
  )
  const number = (tag: number): number | undefined => {
    const found = fields.get(tag)
    return found?.tag === 0x02 ? numberOf(found.content) : undefined
  }
  const string = (tag: number): string | undefined => {
    const found = fields.get(tag)
    return found?.tag === STRING || found?.tag === TIME ? cleanValue(latin1(found.content)) : undefined
  }
  const error = number(6)
  if (number(0) !== 5 || number(1) !== 30 || error === undefined) return undefined
  const realms = [string(7), string(9)]
  const realm = realms.find((name) => name !== undefined && name.toUpperCase() !== REALM)
  return {
    details: {
      error,
      ...present({
        realm,
        time: timeOf(string(4)),
        text: string(11),
        preAuthTypes: preAuthTypes(fields.get(12)),
      }),
    },
    echoed: realms.includes(REALM),
  }
}

/** METHOD-DATA (RFC 4120, section 7.5.1): each item has the number of its kind at `[1]`. */
function preAuthTypes(data: DerElement | undefined): number[] | undefined {
  const list = data?.tag === OCTETS ? readElement(data.content) : undefined
  if (list?.tag !== SEQUENCE) return undefined
  const types = readElements(list.content, 32).flatMap(({ tag, content }) => {
    const kind = tag === SEQUENCE ? readElements(content, 2).find((part) => part.tag === 0xa1) : undefined
    const number = kind && readElement(kind.content)
    return number?.tag === 0x02 ? (numberOf(number.content) ?? []) : []
  })
  return types.length === 0 ? undefined : [...new Set(types)]
}

/** `20261121150551Z` (RFC 4120, section 5.2.3). */
function timeOf(time: string | undefined): string | undefined {
  if (time === undefined || !/^[12]\d{13}Z$/.test(time)) return undefined
  const [day, clock] = [time.slice(0, 8), time.slice(8, 14)].map((digits) => digits.match(/\d\d/g)!)
  return `${day!.slice(0, 2).join('')}-${day!.slice(2).join('-')}T${clock!.join(':')}.000Z`
}

/** MIT's KDC says the state it was in: capitals and lines; others write sentences, or nothing. */
function softwareOf(words: string | undefined): Partial<Match> {
  return words !== undefined &&
    /^(?:CLIENT_NOT_FOUND|SERVER_NOT_FOUND|LOOKING_UP_(?:CLIENT|SERVER)|FIND_FAST|CANT_FIND_CLIENT_KEY)$/.test(
      words,
    )
    ? { product: 'MIT Kerberos', vendor: 'MIT', cpe: ['cpe:2.3:a:mit:kerberos_5:*:*:*:*:*:*:*:*'] }
    : {}
}

// A length with its first bit set: a KDC says that it is too long, and says so in its own realm.
const tooLong: DetailStep = {
  send: Buffer.from([0x80, 0, 0, 0]),
  fresh: true,
  enough: isWhole,
  merge: (match, answer) => {
    const message = unframed(answer)
    const realm = message && readError(message)?.details.realm
    return realm === undefined ? match : { ...match, details: { ...match.details, realm } }
  },
}

function isWhole(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && bytes.length >= 4 + viewOf(bytes).getUint32(0)
}

/**
 * Kerberos 5, RFC 4120, sections 5.4.1, 5.9.1 and 7.2.
 *
 * Asks: AS-REQ for somebody invented in the realm PORTSCAN.INVALID, over TCP and UDP; a length that is too long, for the realm.
 * Known by: a KRB-ERROR of version 5 whose length fits, by datagram one that names the realm that was asked for.
 * Version: none is told; MIT Kerberos by the words of its errors.
 */
export const kerberos: ServiceProbe = {
  name: 'kerberos',
  ports: [88],
  udpPorts: [88],
  rarity: 6,
  hello: (context) => framed(asRequest(context)),
  datagrams: [asRequest],
  enough: isWhole,
  matchers: [errorMessage],
  detail: ({ details = {} }, step) => (step === 0 && details['realm'] === undefined ? tooLong : undefined),
}
