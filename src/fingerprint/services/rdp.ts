import { viewOf } from '../echo.ts'
import { known as present } from '../field.ts'
import type { NtlmHost } from '../ntlm.ts'
import type { DetailStep, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { askChallenge } from './credssp.ts'

/** `details` of a service named `rdp`. */
export interface RdpDetails {
  /**
   * What it chose of what was offered: `'rdp'` its own encryption, `'tls'`, `'credssp'` (TLS and a login before the
   * session, called NLA), `'credssp-early'` the same with early authorization, `'rdstls'`, `'aad'`.
   */
  readonly security?: RdpSecurity
  /** Why it refused to choose ([MS-RDPBCGR], section 2.2.1.2.2). */
  readonly refusal?: string
  /** Whether it lets nobody see a login screen who has not logged in before (NLA). */
  readonly nlaRequired?: boolean
  /** What its NTLM challenge inside TLS tells, where it chose CredSSP: names of host and domain, the build of Windows. */
  readonly host?: NtlmHost
}

export type RdpSecurity = 'rdp' | 'tls' | 'credssp' | 'credssp-early' | 'rdstls' | 'aad' | 'other'

const [TLS, CREDSSP, CREDSSP_EARLY] = [1, 2, 8]
const [RESPONSE, FAILURE] = [2, 3]
const SECURITY: Readonly<Record<number, RdpSecurity>> = {
  0: 'rdp',
  [TLS]: 'tls',
  [CREDSSP]: 'credssp',
  4: 'rdstls',
  [CREDSSP_EARLY]: 'credssp-early',
  16: 'aad',
}
const REFUSALS = [
  'SSL_REQUIRED_BY_SERVER',
  'SSL_NOT_ALLOWED_BY_SERVER',
  'SSL_CERT_NOT_ON_SERVER',
  'INCONSISTENT_FLAGS',
  'HYBRID_REQUIRED_BY_SERVER',
  'SSL_WITH_USER_AUTH_REQUIRED_BY_SERVER',
]

/** Connection request of X.224 in a TPKT (RFC 1006), with a negotiation request that names nobody. */
function connectionRequest(protocols: number): Uint8Array {
  return Buffer.from([3, 0, 0, 19, 14, 0xe0, 0, 0, 0, 0, 0, 1, 0, 8, 0, protocols, 0, 0, 0])
}

const NEGOTIATION = connectionRequest(TLS | CREDSSP | CREDSSP_EARLY)
/** Disconnect-provider-ultimatum of T.125: the orderly end of a session. */
const ULTIMATUM = Buffer.from([3, 0, 0, 9, 2, 0xf0, 0x80, 0x21, 0x80])

const confirm: Matcher = (answer, { probe }) => {
  const found = readConfirm(answer)
  // Without a negotiation it is a confirmation of X.224, which others send too.
  if (found === undefined || (found.type === undefined && probe !== 'rdp')) return undefined
  const { type, value } = found
  const refusal = type === FAILURE ? (REFUSALS[value - 1] ?? `code ${value}`) : undefined
  const security = type === FAILURE ? undefined : type === undefined ? 'rdp' : (SECURITY[value] ?? 'other')
  return {
    name: 'rdp',
    details: { ...present({ security, refusal }) } satisfies RdpDetails,
    confidence: type === undefined ? 'structured' : 'verified',
    evidence:
      type === undefined
        ? 'connection confirmed'
        : `negotiation ${type === FAILURE ? 'refused' : 'answered'}, its length fits`,
  }
}

/** xrdp ends the session that never began; other servers say nothing to what they do not understand. */
const ended: Matcher = (answer) =>
  isUltimatum(answer)
    ? { name: 'rdp', ...XRDP, confidence: 'structured', evidence: 'disconnect-provider-ultimatum' }
    : undefined

const XRDP = { product: 'xrdp', vendor: 'neutrinolabs', cpe: ['cpe:2.3:a:neutrinolabs:xrdp:*:*:*:*:*:*:*:*'] }

function isUltimatum(answer: Uint8Array): boolean {
  return ULTIMATUM.equals(answer)
}

/** Type and value of the negotiation in a connection confirm ([MS-RDPBCGR], section 2.2.1.2); both absent in old ones. */
function readConfirm(answer: Uint8Array): { type?: number; flags: number; value: number } | undefined {
  const size = answer.length
  if ((size !== 11 && size !== 19) || answer[0] !== 3 || answer[1] !== 0) return undefined
  const view = viewOf(answer)
  // The reference of the other end is 0, as ours was.
  const isConfirm = view.getUint16(2) === size && answer[4] === size - 5 && (answer[5]! & 0xf0) === 0xd0
  if (!isConfirm || view.getUint16(6) !== 0 || answer[10] !== 0) return undefined
  if (size === 11) return { flags: 0, value: 0 }
  const type = answer[11]!
  if ((type !== RESPONSE && type !== FAILURE) || view.getUint16(13, true) !== 8) return undefined
  return { type, flags: answer[12]!, value: view.getUint32(15, true) }
}

function isWhole(bytes: Uint8Array): boolean {
  return bytes.length >= 4 && bytes.length >= viewOf(bytes).getUint16(2)
}

// With TLS alone on offer: who wants a login first says so.
const tlsAlone: DetailStep = {
  send: connectionRequest(TLS),
  fresh: true,
  enough: isWhole,
  merge: (match, answer) => {
    const found = readConfirm(answer)
    if (found?.type === undefined) return match
    const nlaRequired = found.type === FAILURE && found.value === 5
    return { ...match, details: { ...match.details, nlaRequired } }
  },
}

const orderlyEnd: DetailStep = {
  send: ULTIMATUM,
  fresh: true,
  enough: isWhole,
  merge: (match, answer) => (isUltimatum(answer) ? { ...match, ...XRDP } : match),
}

const securityOf = ({ details = {} }: Match): RdpDetails['security'] => (details as RdpDetails).security

function wantsLogin(match: Match): boolean {
  const security = securityOf(match)
  return security === 'credssp' || security === 'credssp-early'
}

function steps(match: Match): DetailStep[] {
  if (wantsLogin(match)) return [tlsAlone]
  return match.product === undefined ? [orderlyEnd] : []
}

/**
 * Remote Desktop Protocol, [MS-RDPBCGR], sections 2.2.1.1 and 2.2.1.2, over X.224 and RFC 1006.
 *
 * Asks: a connection with TLS and CredSSP on offer; where CredSSP was chosen, one with TLS alone; TLS for the certificate, and inside CredSSP NTLM's first message, which names nobody.
 * Known by: a connection confirm with a negotiation whose length fits.
 * Version: the build of Windows from NTLM's challenge, in the details; xrdp by the way it ends a session that never began.
 */
export const rdp: ServiceProbe = {
  name: 'rdp',
  ports: [3389],
  rarity: 3,
  hello: () => NEGOTIATION,
  enough: isWhole,
  matchers: [confirm, ended],
  reacts: { http: 'close', tls: 'close' },
  detail: (match, step) => (match.details === undefined ? undefined : steps(match)[step]),
  startTls: {
    offered: (match) => securityOf(match) === 'tls' || wantsLogin(match),
    fresh: true,
    send: NEGOTIATION,
    accepted: (answer) => {
      const found = readConfirm(answer)
      return found?.type === RESPONSE && [TLS, CREDSSP, CREDSSP_EARLY].includes(found.value)
    },
    detail: (match) => (wantsLogin(match) ? askChallenge : undefined),
  },
}
