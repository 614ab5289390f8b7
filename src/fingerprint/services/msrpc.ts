import { cookie, viewOf } from '../echo.ts'
import { known as present, latin1 } from '../field.ts'
import { ntlmNegotiate, readChallenge, type NtlmHost } from '../ntlm.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import {
  bind,
  BIND,
  BIND_ACK,
  BIND_NAK,
  FAULT,
  hasMessage,
  MANAGEMENT,
  MAPPER,
  readInterfaces,
  readMessage,
  readResults,
  request,
  RESPONSE,
  type DceInterface,
  type DceMessage,
} from './dcerpc-message.ts'
import { interfaceNames } from './dcerpc-interfaces.ts'

/** `details` of a service named `msrpc`. */
export interface MsrpcDetails {
  /** What its NTLM challenge tells: names of host, domain and forest, the build of Windows. */
  readonly host?: NtlmHost
  /** Whether it is the end point mapper, which knows the ports of all others. */
  readonly mapper?: boolean
  /** What it offers, the first 64; `name` where it is a usual one. */
  readonly interfaces?: readonly (DceInterface & { readonly name?: string })[]
  /** The reason why it refused to talk (C706, section 12.6.3.1), or the status of a fault. */
  readonly refusal?: number
}

const OVER_HTTP = 'ncacn_http/1.0'

const bindAnswer: Matcher = (answer, { sent }) => {
  const message = readMessage(answer)
  const facts = message && factsOf(message)
  if (facts === undefined) return undefined
  const own = sent !== undefined && sent[0] === 5 && sent[2] === BIND
  const echoed = own && viewOf(sent).getUint32(12, true) === message!.callId
  // An answer to our own words that is about somebody else's is no answer.
  if (own && !echoed) return undefined
  const { host, ...details } = facts
  return {
    name: 'msrpc',
    ...(host && softwareOf(host)),
    details: { ...present({ host }), ...details } satisfies MsrpcDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: `${NAMES[message!.type] ?? 'message'} of DCE/RPC${echoed ? ' with our call id' : ', its length fits'}`,
  }
}

const NAMES: Readonly<Record<number, string>> = {
  [BIND_ACK]: 'BIND_ACK',
  [BIND_NAK]: 'BIND_NAK',
  [FAULT]: 'FAULT',
}

function factsOf(message: DceMessage): MsrpcDetails | undefined {
  const { type, body, little, token } = message
  if (type === BIND_NAK && body.length >= 2) return { refusal: viewOf(body).getUint16(0, little) }
  // The head of a response, a status, and as much of nothing.
  if (type === FAULT && body.length >= 12) return { refusal: viewOf(body).getUint32(8, little) }
  const results = type === BIND_ACK ? readResults(message) : undefined
  if (results === undefined) return undefined
  return {
    ...(results.length === 2 && { mapper: results[0] === 0 }),
    ...present({ host: readChallenge(token) }),
  }
}

/** Port 593: the same calls inside of something like HTTP ([MS-RPCH], section 2.1.1). */
const overHttp: Matcher = (answer) =>
  answer.length === OVER_HTTP.length && latin1(answer) === OVER_HTTP
    ? {
        name: 'msrpc',
        product: 'Microsoft Windows RPC over HTTP',
        vendor: 'Microsoft',
        os: 'Windows',
        confidence: 'structured',
        evidence: 'its whole greeting',
      }
    : undefined

/** Samba calls itself Windows 6.1 with build 0, which no Windows ever had. */
function softwareOf(host: NtlmHost): Partial<Match> {
  const { version = '', dnsName, netbiosName } = host
  const hostname = dnsName ?? netbiosName
  const windows = /^(?:5|6|10)\.\d{1,2}\.\d{4,5}$/.test(version)
  return {
    ...(version === '6.1.0' && { product: 'Samba', vendor: 'Samba', cpe: [SAMBA] }),
    ...(windows && { product: 'Microsoft Windows RPC', vendor: 'Microsoft', os: 'Windows' }),
    ...present({ hostname }),
  }
}

const SAMBA = 'cpe:2.3:a:samba:samba:*:*:*:*:*:*:*:*'

function callId(random: () => number): number {
  return cookie(random, 3).readUIntLE(0, 3) + 1
}

const bindAgain = ({ random }: HelloContext): DetailStep => ({
  send: bind(callId(random), [MANAGEMENT]),
  fresh: true,
  enough: hasMessage,
  merge: (match) => match,
})

/** What is there to call, of the management interface that every end point has (C706, appendix Q). */
const interfaces = ({ random }: HelloContext): DetailStep => {
  const send = request(callId(random), 0, 0)
  return {
    send,
    enough: hasMessage,
    merge: (match, answer) => {
      const message = readMessage(answer)
      const own = message?.type === RESPONSE && message.callId === viewOf(send).getUint32(12, true)
      const found = own ? readInterfaces(message) : undefined
      if (found === undefined) return match
      const named = found.map((one) => ({ ...one, ...present({ name: interfaceNames.get(one.uuid) }) }))
      return { ...match, details: { ...match.details, interfaces: named } satisfies MsrpcDetails }
    },
  }
}

/**
 * DCE/RPC over TCP, C706, chapter 12, [MS-RPCE], section 2.2.2; NTLM, [MS-NLMP].
 *
 * Asks: BIND to the end point mapper and to the management interface with NTLM's first message, which names nobody; without it then, for the list of interfaces.
 * Known by: our call id in an answer whose length fits.
 * Version: none; the build of Windows from NTLM's challenge. Samba by its own way to fill it.
 */
export const msrpc: ServiceProbe = {
  name: 'msrpc',
  ports: [135, 593, 1025, 1026, 49152, 49153, 49154, 49155, 49156, 49157, 49664, 49665, 49666, 49667],
  rarity: 5,
  hello: ({ random }) => bind(callId(random), [MAPPER, MANAGEMENT], ntlmNegotiate),
  enough: hasMessage,
  matchers: [bindAnswer, overHttp],
  reacts: { http: 'silence', tls: 'silence' },
  detail: ({ details }, step, context) => {
    if (details === undefined || 'refusal' in details) return undefined
    return [bindAgain, interfaces][step]?.(context)
  },
}
