import { cookie, sameBytes, viewOf } from '../echo.ts'
import { known as present, latin1 } from '../field.ts'
import type { HelloContext, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `iscsi`. */
export interface IscsiDetails {
  /** Class and detail of the answer (RFC 7143, section 11.13.5): `'0.0'` goes on, `'2.2'` forbidden. */
  readonly status: string
  /** How it wants a name proved: `'None'`, `'CHAP'`; absent where it has not said so. */
  readonly authMethod?: string
  readonly portalGroup?: string
}

const HEADER = 48
const [LOGIN, LOGIN_RESPONSE, REJECT] = [0x43, 0x23, 0x3f]
const ID = 8
const TAG = 16

/** Begins to negotiate the security of a discovery session, and never asks for the next stage: nobody is logged in. */
function negotiation({ random }: HelloContext): Uint8Array {
  const text = [
    'InitiatorName=iqn.2001-04.invalid.portscan:portscan',
    'SessionType=Discovery',
    'AuthMethod=CHAP,None',
  ]
  const keys = Buffer.from(text.map((line) => `${line}\0`).join(''))
  const header = Buffer.alloc(HEADER)
  header[0] = LOGIN
  header.writeUIntBE(keys.length, 5, 3)
  // A session of this initiator's own: its type, then a number that nobody else has.
  header[ID] = 0x80
  cookie(random, 5).copy(header, ID + 1)
  cookie(random, 4).copy(header, TAG)
  return Buffer.concat([header, keys, Buffer.alloc((4 - (keys.length % 4)) % 4)])
}

const response: Matcher = (answer, { sent, probe }) => {
  if (probe !== 'iscsi' || answer.length < HEADER) return undefined
  const opcode = answer[0]! & 0x3f
  const length = (answer[5]! << 16) | viewOf(answer).getUint16(6)
  if (opcode === REJECT && sent !== undefined && sameBytes(answer, HEADER, sent, 0, HEADER))
    return { name: 'iscsi', confidence: 'verified', evidence: 'our own header is rejected' }
  if (opcode !== LOGIN_RESPONSE || length > 8192) return undefined
  const echoed = sent !== undefined && sameBytes(answer, TAG, sent, TAG, 4)
  if (sent !== undefined && !echoed) return undefined
  const keys = latin1(answer, HEADER, HEADER + length)
  const details: IscsiDetails = {
    status: `${answer[36]!}.${answer[37]!}`,
    ...present({ authMethod: keyOf(keys, 'AuthMethod'), portalGroup: keyOf(keys, 'TargetPortalGroupTag') }),
  }
  return {
    name: 'iscsi',
    details: { ...details },
    confidence: echoed ? 'verified' : 'structured',
    evidence: echoed ? 'our task tag in the answer to a login' : 'answer to a login',
  }
}

function keyOf(keys: string, name: string): string | undefined {
  return new RegExp(`(?:^|\\0)${name}=(?<value>[\\w,.-]{1,64})(?:\\0|$)`).exec(keys)?.groups?.['value']
}

/**
 * iSCSI, RFC 7143.
 *
 * Asks: the first step of a negotiation for discovery, and no further one; nobody is logged in, no target is listed.
 * Known by: our task tag in the answer, or our header in a rejection.
 */
export const iscsi: ServiceProbe = {
  name: 'iscsi',
  ports: [3260, 860],
  rarity: 7,
  hello: negotiation,
  enough: (bytes) => bytes.length >= HEADER,
  matchers: [response],
  reacts: { http: 'silence', tls: 'silence' },
}
