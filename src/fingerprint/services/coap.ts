import { cookie, sameBytes } from '../echo.ts'
import { latin1, cleanValue } from '../field.ts'
import type { HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { readTcpMessages, SIGNAL_CSM } from './coap-tcp.ts'

/** `details` of a service named `coap`. */
export interface CoapDetails {
  /** The response code as it is written: `'2.05'` content, `'4.04'` not found. Absent where none came yet. */
  readonly code?: string
  /** The first resources that it lists (RFC 6690): paths. */
  readonly resources?: readonly string[]
}

const HEADER = 4
const TOKEN = 4
const MAX_RESOURCES = 32

const GET = 1
/** `/.well-known/core`, and no more than the first 64 bytes of it (Block2, RFC 7959): it may be long. */
const OPTIONS = Buffer.from('\xbb.well-known\x04core\xc1\x02', 'latin1')

function discovery({ random }: HelloContext): Uint8Array {
  const [id, token] = [cookie(random, 2), cookie(random, TOKEN)]
  return Buffer.concat([Buffer.from([0x40 | TOKEN, GET]), id, token, OPTIONS])
}

/** Over TCP a client begins with its settings, none here, and every message with its length (RFC 8323). */
function tcpDiscovery({ random }: HelloContext): Uint8Array {
  const head = Buffer.from([0, SIGNAL_CSM, 0xd0 | TOKEN, OPTIONS.length - 13, GET])
  return Buffer.concat([head, cookie(random, TOKEN), OPTIONS])
}

/** Version 1 with our token: an answer in the acknowledgement of our id, or in a message of its own. */
const response: Matcher = (answer, { transport, sent }) => {
  if (transport !== 'udp' || answer.length < HEADER + TOKEN || sent === undefined) return undefined
  const [first, code] = [answer[0]!, answer[1]!]
  const isAnswer =
    first >> 6 === 1 && (first & 0x0f) === TOKEN && (code >> 5 === 2 || code >> 5 === 4 || code >> 5 === 5)
  if (!isAnswer || !sameBytes(answer, HEADER, sent, HEADER, TOKEN)) return undefined
  return answered(code, answer.subarray(HEADER + TOKEN))
}

function answered(code: number, rest: Uint8Array): Match {
  const resources = resourcesOf(rest)
  return {
    name: 'coap',
    details: {
      code: `${code >> 5}.${String(code & 0x1f).padStart(2, '0')}`,
      ...(resources.length > 0 && { resources }),
    } satisfies CoapDetails,
    confidence: 'verified',
    evidence: 'answer with our token',
  }
}

/** A server begins with its settings too, whatever it heard. */
const overTcp: Matcher = (answer, { transport, sent }) => {
  const messages = transport === 'tcp' ? readTcpMessages(answer) : []
  if (messages[0]?.code !== SIGNAL_CSM) return undefined
  const isOurs = sent?.length === TCP_HELLO && sent[1] === SIGNAL_CSM
  const own = messages.find(
    ({ token }) => isOurs && token.length === TOKEN && sameBytes(sent, 5, token, 0, TOKEN),
  )
  if (own !== undefined) return answered(own.code, own.rest)
  return { name: 'coap', details: {}, confidence: 'structured', evidence: 'settings whose lengths fit' }
}

const TCP_HELLO = 5 + TOKEN + OPTIONS.length

/** Link format: `</sensors>;if="x",</light>`, after the byte that ends the options. The last one may be cut off. */
function resourcesOf(answer: Uint8Array): string[] {
  const start = answer.indexOf(0xff)
  if (start < 0) return []
  const text = latin1(answer, start + 1, start + 1 + 1_024)
  const paths = [...text.matchAll(/<(?<path>\/[^>\s]{0,120})>/g)].map(({ groups }) =>
    cleanValue(groups?.['path']),
  )
  return paths.filter((path) => path !== undefined).slice(0, MAX_RESOURCES)
}

/**
 * CoAP, RFC 7252; over TCP, RFC 8323; its directory of resources, RFC 6690.
 *
 * Asks: GET `/.well-known/core`, 64 bytes of it.
 * Known by: our token comes back; over TCP by the settings that a server begins with.
 */
export const coap: ServiceProbe = {
  name: 'coap',
  ports: [5683],
  tlsPorts: [5684],
  udpPorts: [5683],
  rarity: 9,
  datagramRarity: 6,
  hello: tcpDiscovery,
  enough: (bytes) => readTcpMessages(bytes).length > 1,
  datagrams: [discovery],
  matchers: [response, overTcp],
}
