import { cookie, viewOf } from '../echo.ts'
import { cleanValue, known as present, latin1 } from '../field.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `radius`. */
export interface RadiusDetails {
  /** What it answered: 2 Access-Accept, 3 Access-Reject, 5 Accounting-Response, 11 Access-Challenge. */
  readonly code: number
  /** What it said with it (Reply-Message). */
  readonly message?: string
}

const STATUS_SERVER = 12
const HEADER = 20
const MESSAGE_AUTHENTICATOR = 80
const REPLY_MESSAGE = 18
const ANSWERS: ReadonlySet<number> = new Set([2, 3, 5, 11])

/**
 * Status-Server (RFC 5997): "are you there?", which logs nobody in. Its Message-Authenticator would take the secret
 * that both sides share, so it is invented; servers that check it, as they should, say nothing.
 */
function status({ random }: HelloContext): Uint8Array {
  const packet = Buffer.alloc(HEADER + 18)
  packet[0] = STATUS_SERVER
  packet[1] = cookie(random, 1)[0]!
  packet.writeUInt16BE(packet.length, 2)
  cookie(random, 16).copy(packet, 4)
  packet.set([MESSAGE_AUTHENTICATOR, 18], HEADER)
  cookie(random, 16).copy(packet, HEADER + 2)
  return packet
}

/** Code, our id, length, authenticator, then attributes that fill the length. */
const response: Matcher = (answer, { transport, sent }) => {
  if (transport !== 'udp' || answer.length < HEADER || !ANSWERS.has(answer[0]!) || sent === undefined)
    return undefined
  const fits =
    viewOf(answer).getUint16(2) === answer.length && answer[1] === sent[1] && sent[0] === STATUS_SERVER
  const attributes = fits ? attributesOf(answer) : undefined
  if (attributes === undefined) return undefined
  return {
    name: 'radius',
    details: {
      code: answer[0]!,
      ...present({ message: attributes.get(REPLY_MESSAGE) }),
    } satisfies RadiusDetails,
    confidence: 'verified',
    evidence: `code ${answer[0]!} with our id, and attributes of the right length`,
  }
}

/** The first text of each type; `undefined` where the lengths do not add up. */
function attributesOf(answer: Uint8Array): Map<number, string | undefined> | undefined {
  const found = new Map<number, string | undefined>()
  let at = HEADER
  while (at + 2 <= answer.length) {
    const [type, length] = [answer[at]!, answer[at + 1]!]
    if (length < 2 || at + length > answer.length) return undefined
    if (!found.has(type)) found.set(type, cleanValue(latin1(answer, at + 2, at + length)))
    at += length
  }
  return at === answer.length ? found : undefined
}

/**
 * RADIUS, RFC 2865; its Status-Server, RFC 5997. Most servers answer none but those who know a secret.
 *
 * Asks: Status-Server.
 * Known by: an answer with our id, of attributes that fill it.
 * Version: none.
 */
export const radius: ServiceProbe = {
  name: 'radius',
  ports: [],
  udpPorts: [1645, 1646, 1812, 1813],
  rarity: 8,
  datagrams: [status],
  matchers: [response],
}
