import { cookie, viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import { headerField, headerText } from '../header-field.ts'
import { describeSoftware } from '../products/describe-software.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `rtsp`. */
export interface RtspDetails {
  /** The version that it answers in: `'1.0'`, `'2.0'`. */
  readonly version: string
  readonly status: number
  /** What the program calls itself. */
  readonly server?: string
  /** The methods that it takes. */
  readonly methods?: readonly string[]
  /** The realm that it wants a login for. */
  readonly realm?: string
}

const STATUS = /^RTSP\/(?<version>[12]\.\d) (?<status>[1-6]\d\d)(?: |\r?\n|$)/

// Version 1.0, which servers of 2.0 understand as well: most know nothing else.
function options({ random, contact }: HelloContext): Uint8Array {
  const number = viewOf(cookie(random, 4)).getUint32(0) >>> 2
  const agent = `portscan-core${contact === undefined ? '' : ` (${contact})`}`
  return Buffer.from(`OPTIONS * RTSP/1.0\r\nCSeq: ${number}\r\nUser-Agent: ${agent}\r\n\r\n`)
}

const response: Matcher = (answer, { sent }) => {
  const { version, status } = STATUS.exec(latin1(answer, 0, 40))?.groups ?? {}
  if (version === undefined) return undefined
  const header = headerText(answer)
  const asked = sent && headerField(headerText(sent), 'cseq')
  const number = headerField(header, 'cseq')
  const echoed = asked !== undefined && number === asked
  // A server may leave the number away where it refuses; another one belongs to another request.
  if (asked !== undefined && number !== undefined && !echoed) return undefined
  const server = headerField(header, 'server')
  const methods = headerField(header, 'public')
    ?.split(',', 32)
    .flatMap((method) => cleanValue(method) ?? [])
  const realm = /\brealm="(?<realm>[^"]{1,128})"/i.exec(headerField(header, 'www-authenticate') ?? '')
  const details: RtspDetails = {
    version,
    status: Number(status),
    ...present({ server, methods, realm: cleanValue(realm?.groups?.['realm']) }),
  }
  return {
    name: 'rtsp',
    ...(server !== undefined && describeSoftware('rtsp', server)),
    details: { ...details },
    confidence: echoed ? 'verified' : 'structured',
    evidence: `RTSP status ${status!}${echoed ? ', our CSeq came back' : ''}`,
  }
}

/** A message ends where Content-Length says (RFC 7826, section 5.3). */
function isWhole(bytes: Uint8Array): boolean {
  const text = latin1(bytes, 0, 8_192)
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = headerField(text.slice(0, end), 'content-length') ?? '0'
  return /^\d{1,6}$/.test(length) && bytes.length >= end + 4 + Number(length)
}

/**
 * RTSP, RFC 2326 and RFC 7826.
 *
 * Asks: OPTIONS * with a number of ours.
 * Known by: an RTSP status line, and our CSeq.
 * Version: product and version from Server.
 */
export const rtsp: ServiceProbe = {
  name: 'rtsp',
  ports: [554, 8554, 10_554],
  tlsPorts: [322],
  rarity: 5,
  hello: options,
  enough: isWhole,
  matchers: [response],
}
