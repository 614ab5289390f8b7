import { readElements, readOid, type DerElement } from '../../net/der.ts'
import { element, integer, numberOf } from '../ber.ts'
import { cookie } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { describeSoftware } from '../products/describe-software.ts'
import type { HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { cpe } from '../products/cpe.ts'
import { engineOf, type SnmpEngine } from './snmp-engine.ts'

/** `details` of a service named `snmp`. */
export interface SnmpDetails {
  /** The versions that it was seen to speak. */
  readonly versions: readonly ('v1' | 'v3')[]
  readonly engine?: SnmpEngine
  /** How often it was started, and for how many seconds it has run. */
  readonly boots?: number
  readonly uptime?: number
  /** What it calls itself (sysDescr), in an answer of version 1; it is not asked for, since that takes a community. */
  readonly description?: string
}

const [SEQUENCE, OCTETS, OID] = [0x30, 0x04, 0x06]
const [GET, RESPONSE, REPORT] = [0xa0, 0xa2, 0xa8]
const SYS_DESCR_OID = '1.3.6.1.2.1.1.1.0'
/** The one maker whose engines are all of one program. */
const NET_SNMP = 'Net-SNMP'
const NO_BYTES = Buffer.alloc(0)

// The last of an id's bytes is never 0, and its first bit is not set: so it has one form only.
function requestId(random: () => number): number {
  return (cookie(random, 3).readUIntBE(0, 3) & 0x7fffff) | 0x400001
}

/**
 * Engine discovery (RFC 3414, section 4): empty names of engine and user, reportable. Any agent of version 3 tells its
 * engine, nobody logs in.
 */
function discovery({ random }: HelloContext): Uint8Array {
  const id = requestId(random)
  const header = element(
    SEQUENCE,
    integer(id),
    integer(65_507),
    element(OCTETS, Buffer.from([4])),
    integer(3),
  )
  const nobody = element(OCTETS, NO_BYTES)
  const security = element(SEQUENCE, nobody, integer(0), integer(0), nobody, nobody, nobody)
  const pdu = element(GET, integer(id), integer(0), integer(0), element(SEQUENCE))
  const scoped = element(SEQUENCE, nobody, nobody, pdu)
  return element(SEQUENCE, integer(3), header, element(OCTETS, security), scoped)
}

const answerOf: Matcher = (answer, { transport, sent }) => {
  const message = transport === 'udp' ? only(answer, SEQUENCE) : undefined
  const version = message?.[0]?.tag === 0x02 ? numberOf(message[0].content) : undefined
  if (message === undefined || version === undefined) return undefined
  const asked = sent && only(sent, SEQUENCE)
  if (version === 3) return reportOf(message, asked)
  return version <= 1 ? responseOf(message, asked) : undefined
}

/** Version, header, security parameters (in an octet string), data. */
function reportOf(
  message: readonly DerElement[],
  asked: readonly DerElement[] | undefined,
): Match | undefined {
  const [, header, parameters] = message
  if (header?.tag !== SEQUENCE || parameters?.tag !== OCTETS) return undefined
  const [engine, boots, time] = only(parameters.content, SEQUENCE) ?? []
  if (engine?.tag !== OCTETS || boots === undefined || time === undefined) return undefined
  const echoed = sameNumber(readElements(header.content)[0], asked?.[1] && readElements(asked[1].content)[0])
  if (asked !== undefined && !echoed) return undefined
  const facts = engineOf(engine.content)
  return {
    name: 'snmp',
    ...(facts?.vendor !== undefined && { vendor: facts.vendor }),
    ...(facts?.vendor === NET_SNMP && {
      product: NET_SNMP,
      cpe: [cpe({ part: 'a', vendor: 'net-snmp', product: 'net-snmp' })],
    }),
    details: {
      versions: ['v3'],
      ...present({ engine: facts, boots: numberOf(boots.content), uptime: numberOf(time.content) }),
    } satisfies SnmpDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: `report of an engine of version 3${echoed ? ' with our message id' : ''}`,
  }
}

/** Version, community, PDU: request id, error, index, bindings. */
function responseOf(
  message: readonly DerElement[],
  asked: readonly DerElement[] | undefined,
): Match | undefined {
  const [, community, pdu] = message
  if (community?.tag !== OCTETS || (pdu?.tag !== RESPONSE && pdu?.tag !== REPORT)) return undefined
  const parts = readElements(pdu.content)
  const echoed = sameNumber(parts[0], asked?.[2] && readElements(asked[2].content)[0])
  if (asked !== undefined && !echoed) return undefined
  const description = descriptionOf(parts[3])
  return {
    name: 'snmp',
    ...(description !== undefined && describeSoftware('snmp', description)),
    details: { versions: ['v1'], ...present({ description }) } satisfies SnmpDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: `response${echoed ? ' with our request id' : ''}`,
  }
}

function descriptionOf(bindings: DerElement | undefined): string | undefined {
  const [binding] = bindings?.tag === SEQUENCE ? readElements(bindings.content, 1) : []
  const [name, value] = binding?.tag === SEQUENCE ? readElements(binding.content, 2) : []
  if (name?.tag !== OID || readOid(name.content) !== SYS_DESCR_OID || value?.tag !== OCTETS) return undefined
  return cleanValue(latin1(value.content, 0, 512))
}

/** The elements inside the one element of this tag that the bytes start with. */
function only(bytes: Uint8Array, tag: number): readonly DerElement[] | undefined {
  const [whole] = readElements(bytes, 1)
  return whole?.tag === tag ? readElements(whole.content, 8) : undefined
}

function sameNumber(some: DerElement | undefined, other: DerElement | undefined): boolean {
  if (some?.tag !== 0x02 || other?.tag !== 0x02) return false
  return numberOf(some.content) !== undefined && numberOf(some.content) === numberOf(other.content)
}

/**
 * SNMP, RFC 3412 and RFC 3414; version 1, RFC 1157. Only what needs no credential is asked: a community, and be it
 * `public`, is one. An answer of version 1 is read where there is one.
 *
 * Asks: engine discovery of version 3.
 * Known by: our message id comes back.
 * Version: the enterprise of the engine id.
 */
export const snmp: ServiceProbe = {
  name: 'snmp',
  ports: [],
  udpPorts: [161],
  rarity: 4,
  datagrams: [discovery],
  matchers: [answerOf],
}
