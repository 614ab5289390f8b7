import { cookie, sameBytes, viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { readVariables, softwareOf } from './ntp-variables.ts'

/** `details` of a service named `ntp`. */
export interface NtpDetails {
  /** Protocol version of the answer. */
  readonly version: number
  /** 1 has a clock of its own, 16 is not synchronised, 0 refuses to say (`kiss`). */
  readonly stratum: number
  /** What it takes its time from: a clock's name at stratum 1, else the address of a server or a hash of it. */
  readonly referenceId?: string
  /** Why it refuses: `'RATE'`, `'DENY'`, … (RFC 5905, section 7.4). */
  readonly kiss?: string
  /** Whether the last minute of the day has 61 or 59 seconds; `'unsynchronised'` where it does not know the time. */
  readonly leap: 'none' | 'insert' | 'delete' | 'unsynchronised'
  /** Milliseconds to the clock at the root, and the most that the time may be off. */
  readonly rootDelay: number
  readonly rootDispersion: number
  /** What it said of itself to a control query, where it answers those. */
  readonly system?: string
  readonly processor?: string
}

const LENGTH = 48
/** Where the server puts what the client sent as its own time, and where the client puts that. */
const ORIGIN = 24
const TRANSMIT = 40
const LEAP = ['none', 'insert', 'delete', 'unsynchronised'] as const
const CONTROL_HEADER = 12

/** Leap 0, version 4, mode 3 (client); nothing but a transmit time that is a cookie, as RFC 9769 has it. */
function request({ random }: HelloContext): Uint8Array {
  const packet = Buffer.alloc(LENGTH)
  packet[0] = 0x23
  cookie(random, 8).copy(packet, TRANSMIT)
  return packet
}

const response: Matcher = (answer, { transport, sent }) => {
  const version = (answer[0]! >> 3) & 0x07
  const stratum = answer[1]!
  const isServer = answer.length >= LENGTH && (answer[0]! & 0x07) === 4
  if (transport !== 'udp' || !isServer || version < 1 || version > 4 || stratum > 16) return undefined
  const echoed = sent?.length === LENGTH && sameBytes(answer, ORIGIN, sent, TRANSMIT, 8)
  // Without the echo only the length and a few small numbers speak for it.
  if (!echoed && (sent !== undefined || answer.length !== LENGTH)) return undefined
  return {
    name: 'ntp',
    details: { ...detailsOf(answer, version, stratum) },
    confidence: echoed ? 'verified' : 'pattern',
    evidence: `server answer of version ${version}, stratum ${stratum}${echoed ? ', our time came back' : ''}`,
  }
}

function detailsOf(answer: Uint8Array, version: number, stratum: number): NtpDetails {
  const view = viewOf(answer)
  const text = cleanValue(latin1(answer, 12, 16).replaceAll('\0', ''))
  const reference = stratum === 1 ? text : answer.subarray(12, 16).join('.')
  return {
    version,
    stratum,
    ...present({ kiss: stratum === 0 ? text : undefined }),
    ...present({ referenceId: stratum === 0 ? undefined : reference }),
    leap: LEAP[answer[0]! >> 6]!,
    rootDelay: shortTime(view, 4),
    rootDispersion: shortTime(view, 8),
  }
}

/** NTP short format, 16.16 bits of seconds, as milliseconds. */
function shortTime(view: DataView, at: number): number {
  return Math.round((view.getUint32(at) / 65_536) * 1_000_000) / 1_000
}

/** READVAR of the system (RFC 9327, section 4): one small answer, from servers that tell. */
const CONTROL = Buffer.from([0x16, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0])

const readSystem: DetailStep = {
  send: CONTROL,
  merge: (match, answer) => {
    if (!isControlAnswer(answer) || !sameBytes(answer, 2, CONTROL, 2, 2)) return match
    const { details, ...software } = systemFacts(answer)
    return { ...match, ...software, details: { ...match.details, ...details } }
  },
}

/** Whether it answers a READVAR, without an error, and is as long as it says. */
function isControlAnswer(answer: Uint8Array): boolean {
  if (answer.length <= CONTROL_HEADER) return false
  const [mode, operation] = [answer[0]! & 0x07, answer[1]!]
  const count = viewOf(answer).getUint16(10)
  // The data is filled up to a multiple of four.
  const spare = answer.length - CONTROL_HEADER - count
  return mode === 6 && (operation & 0xdf) === 0x82 && count > 0 && spare >= 0 && spare < 4
}

function systemFacts(answer: Uint8Array): Partial<Match> {
  const end = CONTROL_HEADER + viewOf(answer).getUint16(10)
  const variables = readVariables(latin1(answer, CONTROL_HEADER, end))
  const [system, processor] = [variables.get('system'), variables.get('processor')]
  return { ...softwareOf(variables), details: present({ system, processor }) }
}

/** An answer to a control query that somebody else asked. */
const control: Matcher = (answer, { transport, sent }) => {
  if (transport !== 'udp' || sent !== undefined || !isControlAnswer(answer)) return undefined
  const text = latin1(answer, CONTROL_HEADER, CONTROL_HEADER + 128)
  if (!/^\s{0,16}[a-z][\w.]{0,31}=/i.test(text)) return undefined
  return {
    name: 'ntp',
    ...systemFacts(answer),
    confidence: 'structured',
    evidence: 'variables of the system, their length fits',
  }
}

/**
 * NTP, RFC 5905; control messages, RFC 9327.
 *
 * Asks: a request of mode 3; then the system's variables (READVAR).
 * Known by: our time comes back.
 * Version: the variables `version` and `system`, where they are told.
 */
export const ntp: ServiceProbe = {
  name: 'ntp',
  ports: [],
  udpPorts: [123],
  rarity: 4,
  datagrams: [request],
  matchers: [response, control],
  datagramDetail: (_match, step) => (step === 0 ? readSystem : undefined),
}
