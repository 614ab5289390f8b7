import { cookie } from '../echo.ts'
import { latin1 } from '../field.ts'
import { headerField, headerText } from '../header-field.ts'
import { describeSoftware } from '../products/describe-software.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `sip`. */
export interface SipDetails {
  /** The status code of its answer. */
  readonly status: number
  /** What the program calls itself. */
  readonly server?: string
  /** The methods that it takes. */
  readonly allow?: readonly string[]
}

/** OPTIONS, which asks what the server can do and begins nothing (RFC 3261, section 11). */
function options({ address, random, contact }: HelloContext, transport: string): Uint8Array {
  const host = address.includes(':') ? `[${address.split('%')[0]!}]` : address
  const id = cookie(random, 8).toString('hex')
  const lines = [
    `OPTIONS sip:${host} SIP/2.0`,
    // Without `rport` an answer would go to port 5060 and not to us (RFC 3581).
    `Via: SIP/2.0/${transport} scan.invalid;branch=z9hG4bK${id};rport`,
    'Max-Forwards: 70',
    `From: <sip:scan@scan.invalid>;tag=${id.slice(0, 8)}`,
    `To: <sip:${host}>`,
    `Call-ID: ${id}@scan.invalid`,
    'CSeq: 1 OPTIONS',
    `User-Agent: portscan-core${contact === undefined ? '' : ` (${contact})`}`,
    'Accept: application/sdp',
    'Content-Length: 0',
  ]
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`)
}

const response: Matcher = (answer, { sent }) => {
  const status = /^SIP\/2\.0 (?<code>[1-6]\d\d)(?: |\r?\n)/.exec(latin1(answer, 0, 40))?.groups?.['code']
  if (status === undefined) return undefined
  const header = headerText(answer)
  const asked = sent && headerField(headerText(sent), 'call-id')
  const echoed = asked !== undefined && headerField(header, 'call-id', 'i') === asked
  if (asked !== undefined && !echoed) return undefined
  const server = headerField(header, 'server') ?? headerField(header, 'user-agent')
  const allow = headerField(header, 'allow')
    ?.split(',', 32)
    .map((method) => method.trim())
  return {
    name: 'sip',
    ...(server !== undefined && describeSoftware('sip', server)),
    details: {
      status: Number(status),
      ...(server !== undefined && { server }),
      ...(allow !== undefined && { allow }),
    } satisfies SipDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: `SIP status ${status}${echoed ? ', our Call-ID came back' : ''}`,
  }
}

/** Over TCP a message ends where Content-Length says (RFC 3261, section 18.3). */
function isWhole(bytes: Uint8Array): boolean {
  const text = latin1(bytes, 0, 8_192)
  const end = text.indexOf('\r\n\r\n')
  if (end < 0) return false
  const length = headerField(text.slice(0, end), 'content-length', 'l') ?? '0'
  return /^\d{1,6}$/.test(length) && bytes.length >= end + 4 + Number(length)
}

/**
 * SIP, RFC 3261.
 *
 * Asks: OPTIONS, which begins no call.
 * Known by: a SIP status line with our Call-ID.
 * Version: product and version from Server or User-Agent.
 */
export const sip: ServiceProbe = {
  name: 'sip',
  ports: [5060],
  tlsPorts: [5061],
  udpPorts: [5060],
  rarity: 5,
  alpn: ['sip/2'],
  hello: (context) => options(context, context.tls ? 'TLS' : 'TCP'),
  enough: isWhole,
  datagrams: [(context) => options(context, 'UDP')],
  matchers: [response],
}
