import { cookie, sameBytes } from '../echo.ts'
import { latin1, cleanValue } from '../field.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `coap`. */
export interface CoapDetails {
  /** The response code as it is written: `'2.05'` content, `'4.04'` not found. */
  readonly code: string
  /** The first resources that it lists (RFC 6690): paths. */
  readonly resources?: readonly string[]
}

const HEADER = 4
const TOKEN = 4
const MAX_RESOURCES = 32

/** GET /.well-known/core, and no more than the first 64 bytes of it (Block2, RFC 7959): it may be long. */
function discovery({ random }: HelloContext): Uint8Array {
  const [id, token] = [cookie(random, 2), cookie(random, TOKEN)]
  const path = Buffer.from('\xbb.well-known\x04core', 'latin1')
  return Buffer.concat([Buffer.from([0x40 | TOKEN, 1]), id, token, path, Buffer.from([0xc1, 0x02])])
}

/** Version 1 with our token: an answer in the acknowledgement of our id, or in a message of its own. */
const response: Matcher = (answer, { transport, sent }) => {
  if (transport !== 'udp' || answer.length < HEADER + TOKEN || sent === undefined) return undefined
  const [first, code] = [answer[0]!, answer[1]!]
  const isAnswer =
    first >> 6 === 1 && (first & 0x0f) === TOKEN && (code >> 5 === 2 || code >> 5 === 4 || code >> 5 === 5)
  if (!isAnswer || !sameBytes(answer, HEADER, sent, HEADER, TOKEN)) return undefined
  const resources = resourcesOf(answer)
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

/** Link format: `</sensors>;if="x",</light>`, after the byte that ends the options. The last one may be cut off. */
function resourcesOf(answer: Uint8Array): string[] {
  const start = answer.indexOf(0xff, HEADER + TOKEN)
  if (start < 0) return []
  const text = latin1(answer, start + 1, start + 1 + 1_024)
  const paths = [...text.matchAll(/<(?<path>\/[^>\s]{0,120})>/g)].map(({ groups }) =>
    cleanValue(groups?.['path']),
  )
  return paths.filter((path) => path !== undefined).slice(0, MAX_RESOURCES)
}

/**
 * CoAP, RFC 7252; its directory of resources, RFC 6690.
 *
 * Asks: GET `/.well-known/core`, 64 bytes of it.
 * Known by: our token comes back.
 */
export const coap: ServiceProbe = {
  name: 'coap',
  ports: [],
  udpPorts: [5683],
  rarity: 6,
  datagrams: [discovery],
  matchers: [response],
}
