import { viewOf } from '../echo.ts'
import { latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `fastcgi`: what it told of what was asked. */
export interface FastcgiDetails {
  /** Connections that it takes at once. */
  readonly maxConnections?: number
  /** Whether it serves several requests on one connection. */
  readonly multiplexes?: boolean
}

const VERSION = 1
const [GET_VALUES, GET_VALUES_RESULT] = [9, 10]
const HEADER = 8
const ASKED = ['FCGI_MAX_CONNS', 'FCGI_MPXS_CONNS'] as const

const result: Matcher = (answer) => {
  if (answer.length < HEADER || answer[0] !== VERSION || answer[1] !== GET_VALUES_RESULT) return undefined
  const length = viewOf(answer).getUint16(4)
  // Of a question to the server itself the request id is 0.
  if (viewOf(answer).getUint16(2) !== 0 || length === 0 || answer.length < HEADER + length) return undefined
  const values = pairs(answer.subarray(HEADER, HEADER + length))
  if (values === undefined || [...values.keys()].some((name) => !ASKED.includes(name as never)))
    return undefined
  const most = Number(values.get('FCGI_MAX_CONNS') ?? NaN)
  const multiplexes = values.get('FCGI_MPXS_CONNS')
  return {
    name: 'fastcgi',
    details: {
      ...(Number.isSafeInteger(most) && { maxConnections: most }),
      ...(multiplexes !== undefined && { multiplexes: multiplexes === '1' }),
    } satisfies FastcgiDetails,
    confidence: 'verified',
    evidence: 'values of the names that were asked',
  }
}

/** Names and values (section 3.4), where they fill the bytes; none of ours is longer than 127. */
function pairs(content: Uint8Array): ReadonlyMap<string, string> | undefined {
  const found = new Map<string, string>()
  let at = 0
  while (at + 2 <= content.length) {
    const [name, value] = [content[at]!, content[at + 1]!]
    const end = at + 2 + name + value
    if (name > 0x7f || value > 0x7f || end > content.length) return undefined
    found.set(latin1(content, at + 2, at + 2 + name), latin1(content, at + 2 + name, end))
    at = end
  }
  return at === content.length && found.size > 0 ? found : undefined
}

function hello(): Uint8Array {
  const content = Buffer.concat(ASKED.flatMap((name) => [Buffer.of(name.length, 0), Buffer.from(name)]))
  const padding = -content.length & 7
  const header = Buffer.of(VERSION, GET_VALUES, 0, 0, 0, content.length, padding, 0)
  return Buffer.concat([header, content, Buffer.alloc(padding)])
}

/**
 * FastCGI, "FastCGI Specification" 1.0, section 4.1: PHP-FPM and others behind a web server.
 *
 * Asks: FCGI_GET_VALUES for two of its limits; no request is made.
 * Known by: a record FCGI_GET_VALUES_RESULT of request 0 with the names that were asked.
 */
export const fastcgi: ServiceProbe = {
  name: 'fastcgi',
  ports: [9000],
  rarity: 8,
  hello,
  enough: (bytes) => bytes.length >= HEADER && bytes.length >= HEADER + viewOf(bytes).getUint16(4),
  matchers: [result],
  reacts: { http: 'reset', tls: 'reset' },
}
