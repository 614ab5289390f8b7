import { cookie, viewOf } from '../echo.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe, StepContext } from '../service-probe.ts'
import { clientHello, cookieIn, fatalAlert, isWholeFlight, sessionIn } from './dtls-handshake.ts'

/** `details` of a service named `dtls`. */
export interface DtlsDetails {
  /** What came: a request to prove our address, an answer to the hello itself, or a refusal. */
  readonly answer: 'hello-verify-request' | 'server-hello' | 'alert'
  /** The version that it answers in; a request to prove our address is of 1.0 in many that speak 1.2. */
  readonly version: 'DTLSv1' | 'DTLSv1.2'
  /** The description of the alert, a number (RFC 8446, section 6). */
  readonly alert?: number
}

const [ALERT, HANDSHAKE] = [21, 22]
const [CLIENT_HELLO, SERVER_HELLO, VERIFY] = [1, 2, 3]
const RECORD = 13
const MESSAGE = 12
const VERSIONS: ReadonlyMap<number, DtlsDetails['version']> = new Map([
  [0xfeff, 'DTLSv1'],
  [0xfefd, 'DTLSv1.2'],
])
/** Suites without encryption, and the mark of RFC 5746: hardly anybody takes one of them. */
const SUITES = Buffer.from([0, 0x2c, 0, 0x3b, 0, 0xff])

/**
 * A ClientHello without a cookie (RFC 6347, section 4.2.1), for nothing that a server wants: who asks for a cookie does
 * so before it looks at the suites, who does not refuses in two bytes instead of sending certificates to an address
 * that may be somebody else's.
 */
function firstHello({ random }: HelloContext): Uint8Array {
  const body = Buffer.concat([
    Buffer.from([0xfe, 0xfd]),
    cookie(random, 32),
    // No session, no cookie; the suites; no compression.
    Buffer.from([0, 0, 0, SUITES.length]),
    SUITES,
    Buffer.from([1, 0]),
  ])
  const message = Buffer.alloc(MESSAGE)
  message[0] = CLIENT_HELLO
  message.writeUIntBE(body.length, 1, 3)
  message.writeUIntBE(body.length, 9, 3)
  const record = Buffer.from([HANDSHAKE, 0xfe, 0xff, 0, 0, 0, 0, 0, 0, 0, 0, 0, message.length + body.length])
  return Buffer.concat([record, message, body])
}

/** The first record: of epoch 0, its length within the datagram. */
const firstRecord: Matcher = (answer, { transport, sent }) => {
  if (transport !== 'udp' || answer.length < RECORD + 2) return undefined
  const view = viewOf(answer)
  const version = VERSIONS.get(view.getUint16(1))
  const end = RECORD + view.getUint16(11)
  // One that shakes hands with us sends its first few records.
  const isFirst = view.getUint16(3) === 0 && view.getUint32(5) === 0 && view.getUint16(9) < 16
  if (version === undefined || !isFirst || end > answer.length || sameAsSent(answer, sent)) return undefined
  if (answer[0] === ALERT) return end === answer.length ? alertOf(answer, version) : undefined
  return answer[0] === HANDSHAKE ? handshakeOf(answer.subarray(RECORD, end)) : undefined
}

// What sends everything back is no server.
function sameAsSent(answer: Uint8Array, sent: Uint8Array | undefined): boolean {
  return sent !== undefined && Buffer.from(sent).equals(answer)
}

function alertOf(answer: Uint8Array, version: DtlsDetails['version']): Match | undefined {
  const [level, alert] = answer.subarray(RECORD)
  if (answer.length !== RECORD + 2 || (level !== 1 && level !== 2) || alert! > 120) return undefined
  return found({ answer: 'alert', version, alert: alert! }, `alert ${alert!}`)
}

function handshakeOf(message: Uint8Array): Match | undefined {
  if (message.length < MESSAGE + 2) return undefined
  const view = viewOf(message)
  const [length, fragment] = [view.getUint32(0) & 0xffffff, view.getUint32(8) & 0xffffff]
  const own = VERSIONS.get(view.getUint16(MESSAGE))
  // The fragment's offset is 0: it is the first. Nothing was said before it.
  const offset = (view.getUint16(6) << 8) | message[8]!
  const isWhole = offset === 0 && view.getUint16(4) === 0 && fragment <= length
  if (own === undefined || !isWhole || MESSAGE + fragment > message.length) return undefined
  if (message[0] === VERIFY && length === fragment && length === 3 + (message[MESSAGE + 2] ?? -1))
    return found({ answer: 'hello-verify-request', version: own }, 'request to come back with a cookie')
  return message[0] === SERVER_HELLO && length >= 38
    ? found({ answer: 'server-hello', version: own }, 'a ServerHello')
    : undefined
}

function found(details: DtlsDetails, what: string): Match {
  return {
    name: 'dtls',
    details: { ...details },
    confidence: 'structured',
    evidence: `${what}, ${details.version}`,
  }
}

/** A hello that it can take; who has answered it with a cookie gets that back from the same socket. */
function shakeHands({ tls }: Match, step: number, context: StepContext): DetailStep | undefined {
  const cookie = step === 0 ? undefined : context.answer && cookieIn(context.answer)
  if (step === 0 || (step === 1 && cookie !== undefined && tls === undefined))
    return {
      send: clientHello(context, cookie),
      fresh: step === 0,
      enough: isWholeFlight,
      merge: (match, answer) => {
        const session = sessionIn(answer)
        return session === undefined ? match : { ...match, tls: session }
      },
    }
  return tls === undefined || context.answer === undefined || sessionIn(context.answer) === undefined
    ? undefined
    : { send: fatalAlert(2), fresh: false, merge: (match) => match }
}

/**
 * DTLS 1.2 and 1.0 (RFC 6347, RFC 4347), section 4.2.1. What is spoken inside stays unknown.
 *
 * Asks: a ClientHello without a cookie; then one that it can take, with the cookie it asked for, and an alert that ends the handshake.
 * Known by: a HelloVerifyRequest, a ServerHello or an alert whose lengths fit.
 * Version: none; version, cipher suite and certificate of DTLS are in `tls`.
 */
export const dtls: ServiceProbe = {
  name: 'dtls',
  ports: [],
  udpPorts: [443, 4433, 5061, 5349, 5684, 10_161],
  rarity: 8,
  datagrams: [firstHello],
  matchers: [firstRecord],
  datagramDetail: shakeHands,
}
