import { viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `pptp`. */
export interface PptpDetails {
  /** 1: it would go on; others: why not (RFC 2637, section 2.2). */
  readonly result: number
  /** Its number of its own software, whatever it means. */
  readonly firmware?: number
  /** What it calls itself: `'linux'`, `'MikroTik'`. */
  readonly vendor?: string
}

const LENGTH = 156
const COOKIE = 0x1a2b3c4d
const CONTROL = 1
const [START_REQUEST, START_REPLY, STOP_REQUEST] = [1, 2, 3]
const VERSION = 0x0100

function message(type: number, length: number): Buffer {
  const bytes = Buffer.alloc(length)
  bytes.writeUInt16BE(length, 0)
  bytes.writeUInt16BE(CONTROL, 2)
  bytes.writeUInt32BE(COOKIE, 4)
  bytes.writeUInt16BE(type, 8)
  return bytes
}

/** Start-Control-Connection-Request: no call is made. */
function hello(): Uint8Array {
  const bytes = message(START_REQUEST, LENGTH)
  bytes.writeUInt16BE(VERSION, 12)
  bytes.writeUInt32BE(3, 16)
  bytes.writeUInt32BE(3, 20)
  bytes.write('portscan', 28)
  return bytes
}

/** Stop-Control-Connection-Request, for no reason. */
function goodbye(): Uint8Array {
  const bytes = message(STOP_REQUEST, 16)
  bytes[12] = 1
  return bytes
}

const reply: Matcher = (answer) => {
  if (answer.length !== LENGTH) return undefined
  const view = viewOf(answer)
  const isReply =
    view.getUint16(0) === LENGTH &&
    view.getUint16(2) === CONTROL &&
    view.getUint32(4) === COOKIE &&
    view.getUint16(8) === START_REPLY
  if (!isReply) return undefined
  const vendor = textAt(answer, 92)
  const hostname = textAt(answer, 28)
  return {
    name: 'pptp',
    ...softwareOf(hostname, vendor),
    details: {
      result: answer[14]!,
      firmware: view.getUint16(26),
      ...present({ vendor }),
    } satisfies PptpDetails,
    confidence: 'verified',
    evidence: 'start reply with the cookie',
  }
}

/** Poptop says "local" and "linux" wherever it runs, unless it was built otherwise. */
function softwareOf(hostname: string | undefined, vendor: string | undefined): Partial<Match> {
  return hostname === 'local' && vendor === 'linux'
    ? { product: 'Poptop pptpd', vendor: 'Poptop', os: 'Linux' }
    : present({ hostname, vendor })
}

/** A field of 64 bytes, filled up with NUL. */
function textAt(bytes: Uint8Array, at: number): string | undefined {
  return cleanValue(latin1(bytes, at, at + 64).split('\0', 1)[0])
}

/**
 * PPTP, RFC 2637, section 2.
 *
 * Asks: to start a control connection, and then to stop it.
 * Known by: the reply with the cookie, whose length fits.
 * Version: none; the vendor is what it names itself.
 */
export const pptp: ServiceProbe = {
  name: 'pptp',
  ports: [1723],
  rarity: 8,
  hello,
  enough: (bytes) => bytes.length >= LENGTH,
  matchers: [reply],
  reacts: { http: 'reset', tls: 'reset' },
  goodbye: goodbye(),
}
