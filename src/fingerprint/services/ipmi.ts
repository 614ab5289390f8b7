import { cookie, viewOf } from '../echo.ts'
import { known as present } from '../field.ts'
import type { HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { vendorOf } from './snmp-engine.ts'

/** `details` of a service named `ipmi`: the controller that manages a machine, apart from its system. */
export interface IpmiDetails {
  readonly versions?: readonly ('1.5' | '2.0')[]
  /** What it takes as proof of who logs in. */
  readonly authTypes?: readonly ('none' | 'md2' | 'md5' | 'password' | 'oem')[]
  /** Whether a login without a name and without a password is set up; nobody tried it. */
  readonly anonymousLogin?: boolean
  /** IANA's private enterprise number of the maker, where it is not 0. */
  readonly enterprise?: number
}

const [ASF, IPMI] = [6, 7]
const RMCP = 4
/** ASF's own number, IANA's 4542. */
const ASF_NUMBER = 4542
const [PING, PONG] = [0x80, 0x40]
const AUTH_TYPES = ['none', 'md2', 'md5', undefined, 'password', 'oem'] as const
/** Of its answer: lengths of the RMCP and session headers, of the message, and where its parts are. */
const [SESSION, MESSAGE] = [10, 16]

/**
 * Get Channel Authentication Capabilities (IPMI 2.0, section 22.13): what a client asks before a session, so nobody
 * logs in. In IPMI 1.5 framing, which all of them understand.
 */
function capabilities({ random }: HelloContext): Uint8Array {
  const sequence = cookie(random, 1)[0]! & 0xfc
  // This channel, by the fields of 2.0; for administrators.
  const command = [0x81, sequence, 0x38, 0x8e, 0x04]
  const message = [0x20, 0x18, checksum([0x20, 0x18]), ...command, checksum(command)]
  return Buffer.from([6, 0, 0xff, IPMI, 0, 0, 0, 0, 0, 0, 0, 0, 0, message.length, ...message])
}

/** Presence Ping (ASF 2.0, section 3.2.4.1). 255 as a tag would ask for no answer. */
function ping({ random }: HelloContext): Uint8Array {
  const packet = Buffer.from([6, 0, 0xff, ASF, 0, 0, 0, 0, PING, cookie(random, 1)[0]! & 0x7f, 0, 0])
  packet.writeUInt32BE(ASF_NUMBER, RMCP)
  return packet
}

const answerOf: Matcher = (answer, { transport, sent }) => {
  const isRmcp = answer[0] === 6 && answer[1] === 0 && answer.length > 12
  if (transport !== 'udp' || !isRmcp) return undefined
  const ofClass = answer[3]! & 0x1f
  if (sent !== undefined && sent[3] !== ofClass) return undefined
  if (ofClass === ASF) return pongOf(answer, sent)
  return ofClass === IPMI ? capabilitiesOf(answer, sent) : undefined
}

/** Presence Pong: our tag, 16 bytes of which the first four are the maker's number, then what it supports. */
function pongOf(answer: Uint8Array, sent: Uint8Array | undefined): Match | undefined {
  const view = viewOf(answer)
  const isPong =
    answer.length >= 28 && view.getUint32(RMCP) === ASF_NUMBER && answer[8] === PONG && answer[11] === 16
  // Bit 7: it speaks IPMI; others speak ASF alone.
  if (!isPong || (sent !== undefined && sent[9] !== answer[9])) return undefined
  const speaks = (answer[20]! & 0x80) !== 0
  return {
    name: speaks ? 'ipmi' : 'asf-rmcp',
    ...present({ vendor: vendorOf(view.getUint32(12)) }),
    details: {},
    confidence: sent === undefined ? 'structured' : 'verified',
    evidence: `presence pong${sent === undefined ? '' : ' with our tag'}`,
  }
}

/** An answer of the controller (0x20) to network function 6 (its answers: 7), both checksums right. */
function capabilitiesOf(answer: Uint8Array, sent: Uint8Array | undefined): Match | undefined {
  const body = answer.subarray(RMCP + SESSION)
  const isPlain =
    answer[RMCP] === 0 && answer[RMCP + SESSION - 1] === body.length && body.length >= MESSAGE - 8
  const isAnswer = isPlain && body[0] === 0x81 && body[1] === 0x1c && body[5] === 0x38
  if (!isAnswer || sum(body.subarray(0, 3)) !== 0 || sum(body.subarray(3)) !== 0) return undefined
  if (sent !== undefined && sent[RMCP + SESSION + 4] !== body[4]) return undefined
  const facts = body[6] === 0 && body.length >= MESSAGE ? detailsOf(body) : {}
  return {
    name: 'ipmi',
    ...present({ vendor: facts.enterprise === undefined ? undefined : vendorOf(facts.enterprise) }),
    details: { ...facts },
    confidence: sent === undefined ? 'structured' : 'verified',
    evidence: `capabilities of a channel${sent === undefined ? '' : ' with our sequence number'}`,
  }
}

function detailsOf(body: Uint8Array): IpmiDetails {
  const [types, status, extended] = [body[8]!, body[9]!, body[10]!]
  const two = (types & 0x80) !== 0
  const enterprise = body[11]! | (body[12]! << 8) | (body[13]! << 16)
  return {
    // The extended ones mean something only where the types say so.
    versions: two && (extended & 2) !== 0 ? ((extended & 1) === 0 ? ['2.0'] : ['1.5', '2.0']) : ['1.5'],
    authTypes: AUTH_TYPES.filter(
      (type, bit) => type !== undefined && (types & (1 << bit)) !== 0,
    ) as NonNullable<IpmiDetails['authTypes']>,
    anonymousLogin: (status & 1) !== 0,
    ...(enterprise !== 0 && { enterprise }),
  }
}

function sum(bytes: Uint8Array): number {
  return bytes.reduce((total, byte) => total + byte, 0) & 0xff
}

function checksum(bytes: readonly number[]): number {
  return (0x100 - sum(Uint8Array.from(bytes))) & 0xff
}

/**
 * IPMI over LAN (IPMI 2.0, section 13; ASF 2.0, section 3.2).
 *
 * Asks: Get Channel Authentication Capabilities; then a presence ping.
 * Known by: our sequence number or tag, and both checksums.
 * Version: those of IPMI are in the details; vendor by its enterprise number.
 */
export const ipmi: ServiceProbe = {
  name: 'ipmi',
  ports: [],
  udpPorts: [623, 664],
  rarity: 8,
  datagrams: [capabilities, ping],
  matchers: [answerOf],
}
