import { sameBytes, viewOf } from '../echo.ts'
import { latin1 } from '../field.ts'
import { isWholeResponse } from '../http-response.ts'
import type { DetailStep, HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'
import { http, type HttpDetails } from './http.ts'
import { http2Goodbye, http2Request, http2Response, isWholeHttp2Answer } from './http2-request.ts'

/** `details` of a service named `http` that speaks HTTP/2 from the first byte on; with an answer, those of HTTP too. */
export interface Http2Details extends Partial<Omit<HttpDetails, 'httpVersion'>> {
  readonly httpVersion: '2'
  /** The settings that it sent, by their names in RFC 9113, section 6.5.2, or their numbers as `0x8`. */
  readonly settings?: Readonly<Record<string, number>>
}

/** A frame (RFC 9113, section 4.1) and what is there of its payload. */
interface Frame {
  readonly type: number
  readonly ack: boolean
  readonly stream: number
  readonly length: number
  readonly payload: Uint8Array
}

const [SETTINGS, PING, GOAWAY, WINDOW_UPDATE] = [4, 6, 7, 8]
const HEADER = 9
const MOST_FRAMES = 8
const PREFACE = Buffer.concat([
  Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n'),
  Buffer.from([0, 0, 0, SETTINGS, 0, 0, 0, 0, 0]),
])

const settingsFrame: Matcher = (answer, { sent }) => {
  const frames = parseFrames(answer)
  const [first, ...later] = frames ?? []
  if (first === undefined || !isOpening(first)) return undefined
  const asked = sent !== undefined && sameBytes(sent, 0, PREFACE, 0, PREFACE.length)
  const acknowledged = asked && later.some(({ type, ack }) => type === SETTINGS && ack)
  // An empty frame is nine bytes, eight of them 0: others say that as well.
  if (!asked && first.length === 0 && later.length === 0) return undefined
  const settings = first.type === SETTINGS ? settingsOf(first) : {}
  if (settings === undefined) return undefined
  return {
    name: 'http',
    by: 'http2',
    details: {
      httpVersion: '2',
      ...(Object.keys(settings).length > 0 && { settings }),
    } satisfies Http2Details,
    confidence: acknowledged ? 'verified' : 'structured',
    evidence: acknowledged
      ? 'our SETTINGS are acknowledged'
      : `${first.type === SETTINGS ? 'SETTINGS' : 'GOAWAY'} frame`,
  }
}

/** The frames that a server may say before it is asked for anything; `undefined` where there is another one. */
function parseFrames(bytes: Uint8Array): Frame[] | undefined {
  const frames: Frame[] = []
  const view = viewOf(bytes)
  for (let at = 0; frames.length < MOST_FRAMES && at + HEADER <= bytes.length;) {
    const length = view.getUint32(at) >>> 8
    const [type, flags, stream] = [bytes[at + 3]!, bytes[at + 4]!, view.getUint32(at + 5)]
    const payload = bytes.subarray(at + HEADER, at + HEADER + length)
    const frame = { type, ack: flags === 1, stream, length, payload }
    if (flags > 1 || stream !== 0 || !fits(frame)) return undefined
    frames.push(frame)
    at += HEADER + length
  }
  return frames
}

function fits({ type, ack, length }: Frame): boolean {
  if (type === SETTINGS) return length % 6 === 0 && length <= 96 && !(ack && length > 0)
  if (type === PING) return length === 8
  return type === GOAWAY ? length >= 8 && length <= 1_024 : type === WINDOW_UPDATE && length === 4
}

/** A server begins with its settings; one that will not talk at all may begin with its goodbye. */
function isOpening({ type, ack, length, payload }: Frame): boolean {
  if (ack || payload.length < length) return false
  if (type === SETTINGS) return true
  // No stream has been opened, and the reason is one that there is (section 7).
  return type === GOAWAY && viewOf(payload).getUint32(0) === 0 && viewOf(payload).getUint32(4) <= 0x0d
}

function settingsOf({ payload }: Frame): Record<string, number> | undefined {
  const found: Record<string, number> = {}
  const view = viewOf(payload)
  for (let at = 0; at + 6 <= payload.length; at += 6) {
    const [id, value] = [view.getUint16(at), view.getUint32(at + 2)]
    const { name = `0x${id.toString(16)}`, least = 0, most = 0xffff_ffff } = KNOWN.get(id) ?? {}
    if (value < least || value > most) return undefined
    found[name] = value
  }
  return found
}

const KNOWN: ReadonlyMap<number, { name: string; least?: number; most?: number }> = new Map([
  [1, { name: 'headerTableSize' }],
  [2, { name: 'enablePush', most: 1 }],
  [3, { name: 'maxConcurrentStreams' }],
  [4, { name: 'initialWindowSize', most: 0x7fff_ffff }],
  [5, { name: 'maxFrameSize', least: 0x4000, most: 0xff_ffff }],
  [6, { name: 'maxHeaderListSize' }],
  [8, { name: 'enableConnectProtocol', most: 1 }],
])

function isWholeAnswer(bytes: Uint8Array): boolean {
  // One that speaks HTTP/1 alone refuses in HTTP/1.
  if (bytes.length > 0 && bytes[0] !== 0) return isWholeResponse(bytes)
  return parseFrames(bytes)?.some(({ type, ack }) => type === GOAWAY || (type === SETTINGS && ack)) ?? true
}

/** `GET /` on the connection that has heard the preface; the answer is described as one of HTTP/1 would be. */
function request(context: HelloContext): DetailStep {
  return {
    send: http2Request(context),
    enough: isWholeHttp2Answer,
    merge: (known, answer, from) => {
      const response = http2Response(answer)
      const match = response && http.matchers[0]!(response, { ...from, probe: 'http' })
      if (match === undefined) return known
      const {
        name: _name,
        confidence: _confidence,
        wantsTls: _wantsTls,
        evidence: _evidence,
        ...software
      } = match
      const isGrpc = /\r\n(?:content-type: application\/grpc|grpc-status: )/.test(latin1(response!, 0, 4_096))
      return {
        ...known,
        ...(isGrpc && { info: 'gRPC' }),
        ...software,
        details: { ...match.details, ...known.details },
      }
    },
  }
}

/**
 * HTTP/2 from the first byte on, RFC 9113, section 3.4, with HPACK, RFC 7541.
 *
 * Asks: the client's preface with an empty SETTINGS frame; then `GET /`.
 * Known by: a SETTINGS or GOAWAY frame, whatever was asked; verified once ours are acknowledged.
 * Version: `Server` and what else HTTP/1 is known by.
 */
export const http2: ServiceProbe = {
  name: 'http2',
  ports: [50_051],
  rarity: 6,
  alpn: ['h2'],
  hello: () => PREFACE,
  enough: isWholeAnswer,
  matchers: [settingsFrame],
  // Who wants the preface hangs up on everything else.
  reacts: { http: 'close', tls: 'close' },
  detail: (_known, step, context) => (step === 0 ? request(context) : undefined),
  goodbye: http2Goodbye,
}
