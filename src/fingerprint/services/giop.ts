import { cookie, viewOf } from '../echo.ts'
import { latin1 } from '../field.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `giop`. */
export interface GiopDetails {
  /** Version of the protocol that it answers in: `'1.0'`. */
  readonly protocol: string
  /** True where it is a naming service, or forwards to one. */
  readonly nameService?: boolean
}

const HEADER = 12
const LOCATE_REQUEST = 3
const LOCATE_REPLY = 4
/** The version that every server understands, and its numbers with the most significant byte first. */
const MAGIC = Buffer.from('GIOP\x01\x00\x00', 'latin1')
const KEY = Buffer.from('NameService')

/** LocateRequest (15.4.5): is there an object of this name? It calls nothing. */
function locate({ random }: HelloContext): Uint8Array {
  const body = Buffer.concat([cookie(random, 4), Buffer.from([0, 0, 0, KEY.length]), KEY])
  return Buffer.concat([MAGIC, Buffer.from([LOCATE_REQUEST, 0, 0, 0, body.length]), body])
}

const reply: Matcher = (answer, { sent }) => {
  if (answer.length < HEADER || !latin1(answer, 0, 5).startsWith('GIOP\x01')) return undefined
  const view = viewOf(answer)
  if (view.getUint8(5) > 3) return undefined
  const little = (view.getUint8(6) & 1) === 1
  const kind = view.getUint8(7)
  const length = view.getUint32(8, little)
  if (kind > 7 || length > 0x1_0000) return undefined
  const located = kind === LOCATE_REPLY && length >= 8 && answer.length >= HEADER + 8
  const echoed =
    located &&
    sent?.length === HEADER + 8 + KEY.length &&
    view.getUint32(HEADER, little) === viewOf(sent).getUint32(HEADER)
  const details: GiopDetails = {
    protocol: `1.${view.getUint8(5)}`,
    ...(located && { nameService: view.getUint32(HEADER + 4, little) !== 0 }),
  }
  return {
    name: 'giop',
    details: { ...details },
    confidence: echoed ? 'verified' : 'structured',
    evidence: echoed ? 'answer to our request' : 'a message of GIOP',
  }
}

/**
 * CORBA's General Inter-ORB Protocol over TCP (IIOP), CORBA 3.3 part 2, 9.4.
 *
 * Asks: whether there is an object with the key NameService. No object is called.
 * Known by: an answer with the number of our request.
 */
export const giop: ServiceProbe = {
  name: 'giop',
  ports: [683, 900, 1050, 2809],
  rarity: 8,
  reacts: { http: 'close', tls: 'close' },
  hello: locate,
  matchers: [reply],
}
