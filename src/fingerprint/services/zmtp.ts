import { cleanValue, latin1 } from '../field.ts'
import type { DetailStep, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `zmtp`. */
export interface ZmtpDetails {
  /** The version of the protocol: `'3.1'`. */
  readonly protocol?: string
  /** How a peer has to prove who it is: `'NULL'` not at all, `'PLAIN'`, `'CURVE'`. */
  readonly mechanism?: string
  /** The kind of the socket behind it, where nothing has to be proved: `'PUB'`, `'ROUTER'`, … */
  readonly socketType?: string
}

/** Both ends say it at once (ZMTP 3.1, section 3.2): a length that nobody has, between two marks. */
const SIGNATURE = '\xff\0\0\0\0\0\0\0\x01\x7f'
/** Signature, version, mechanism, role, and zeros. */
const GREETING = 64
const MECHANISM = 'NULL'
/** A short command, its length, and the name before the properties. */
const READY = /^\x04[^](?:\x05READY)/ // eslint-disable-line no-control-regex
const TYPE = /\x0bSocket-Type\0\0\0[\x02-\x06](?<type>[A-Z]{2,6})/ // eslint-disable-line no-control-regex

const signature: Matcher = (answer) =>
  latin1(answer, 0, SIGNATURE.length) === SIGNATURE &&
  (answer.length === SIGNATURE.length || answer[10]! <= 3)
    ? {
        name: 'zmtp',
        product: 'ZeroMQ',
        vendor: 'ZeroMQ',
        details: {},
        confidence: 'structured',
        evidence: 'signature of a greeting',
      }
    : undefined

/** Says that it speaks version 3: then the other end says the rest of its greeting. */
const version: DetailStep = {
  send: Buffer.from(`${SIGNATURE}\x03\0`, 'latin1'),
  // It has said its signature already, where this is the same connection.
  enough: (bytes) => bytes.length >= GREETING - SIGNATURE.length,
  merge: (match, answer) => {
    const text = latin1(answer, 0, GREETING)
    const rest = text.startsWith(SIGNATURE) ? text.slice(SIGNATURE.length) : text
    const [major, minor] = [rest.charCodeAt(0), rest.charCodeAt(1)]
    const mechanism = /^[A-Z]{1,20}(?=\0)/.exec(rest.slice(2))?.[0]
    if (!(major === 3 && minor < 10) || mechanism === undefined) return match
    return { ...match, details: { protocol: `${major}.${minor}`, mechanism } satisfies ZmtpDetails }
  },
}

/** The rest of ours: no mechanism, not as a server. The other end says READY; this one does not join it. */
const ready: DetailStep = {
  send: Buffer.from(MECHANISM.padEnd(GREETING - SIGNATURE.length - 2, '\0'), 'latin1'),
  enough: (bytes) => bytes.length >= 2 && bytes.length >= 2 + bytes[1]!,
  merge: (match, answer) => {
    const text = latin1(answer, 0, 257)
    const socketType = READY.test(text) ? cleanValue(TYPE.exec(text)?.groups?.['type']) : undefined
    return socketType === undefined ? match : { ...match, details: { ...match.details, socketType } }
  },
}

const detailsOf = ({ details = {} }: Match): ZmtpDetails => details

/**
 * ZeroMQ's message transport protocol, ZMTP 3.1 (23/ZMTP).
 *
 * Asks: nothing; then a greeting of version 3 without a mechanism. No message is sent, and none is subscribed to.
 * Known by: the signature of a greeting.
 * Version: of the protocol alone.
 */
export const zmtp: ServiceProbe = {
  name: 'zmtp',
  ports: [4505, 4506],
  rarity: 7,
  serverFirst: true,
  enough: (bytes) => bytes.length >= SIGNATURE.length,
  matchers: [signature],
  detail: (match, step) => {
    if (step === 0) return version
    return step === 1 && detailsOf(match).mechanism === MECHANISM ? ready : undefined
  },
}
