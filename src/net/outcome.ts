import type { Transport } from '../model/endpoint.ts'
import type { Family } from '../model/host.ts'
import type { NoVerdict, Outcome, Verdict } from '../model/result.ts'
import type { DialFailure } from './connection.ts'

/** Codes of our own, beside the system's. */
export const CANCELLED = 'ECANCELED'
export const POLICY = 'ERR_POLICY'
export const SELF_CONNECT = 'ESELFCONNECT'

const localResource: NoVerdict = { state: 'none', reason: 'local-resource' }
const localNetwork: NoVerdict = { state: 'none', reason: 'local-network' }
const noRoute: NoVerdict = { state: 'none', reason: 'no-route' }
const localPolicy: Outcome = { state: 'unknown', reason: 'local-policy' }

/**
 * What a failed connect says of the port, by the system's code: the one place where that is decided. Measured on
 * Linux by provoking each ICMP and ICMPv6 code (RFC 792, RFC 4443); the kernel folds several into one code, so
 * `closed` may be a reset or "port unreachable", and `host-unreach` over IPv4 may be "admin prohibited".
 */
const remote: ReadonlyMap<string, Outcome> = new Map<string, Outcome>([
  ['ECONNREFUSED', { state: 'closed', reason: 'conn-refused' }],
  // The handshake was done and reset before we looked: somebody listens there.
  ['ECONNRESET', { state: 'open', reason: 'conn-reset' }],
  ['ECONNABORTED', { state: 'open', reason: 'conn-reset' }],
  // Linux, where the peer had ended its side before it reset the connection.
  ['EPIPE', { state: 'open', reason: 'conn-reset' }],
  ['ETIMEDOUT', { state: 'filtered', reason: 'no-response' }],
  ['ENETUNREACH', { state: 'filtered', reason: 'net-unreach' }],
  ['EHOSTUNREACH', { state: 'filtered', reason: 'host-unreach' }],
  ['EACCES', { state: 'filtered', reason: 'admin-prohibited' }],
  ['ENOPROTOOPT', { state: 'filtered', reason: 'proto-unreach' }],
  ['EHOSTDOWN', { state: 'filtered', reason: 'host-unknown' }],
  ['ENOTSUP', { state: 'filtered', reason: 'dest-unreach' }],
  ['EOPNOTSUPP', { state: 'filtered', reason: 'dest-unreach' }],
  ['ENONET', { state: 'filtered', reason: 'dest-unreach' }],
  ['EPROTO', { state: 'filtered', reason: 'dest-unreach' }],
])

/**
 * Where a datagram means something else than a connection. Linux tells a datagram socket only of ICMP errors that are
 * final by RFC 1122, section 4.2.3.9 (port unreachable, admin prohibited and others, but neither network nor host
 * unreachable: those are silence); Windows says ECONNRESET for "port unreachable".
 */
const byDatagram: ReadonlyMap<string, Outcome> = new Map<string, Outcome>([
  ['ECONNREFUSED', { state: 'closed', reason: 'port-unreach' }],
  ['ECONNRESET', { state: 'closed', reason: 'port-unreach' }],
  ['ECONNABORTED', { state: 'unknown', reason: 'system-error' }],
  ['EPIPE', { state: 'unknown', reason: 'system-error' }],
  ['ETIMEDOUT', { state: 'open|filtered', reason: 'no-response' }],
])

/** What our own machine says, with or without having sent a packet: never a state of the port. */
const ours: ReadonlyMap<string, Outcome> = new Map<string, Outcome>([
  ['EMFILE', localResource],
  ['ENFILE', localResource],
  ['ENOBUFS', localResource],
  ['ENOMEM', localResource],
  // No more sockets may be watched (`epoll_ctl`).
  ['ENOSPC', localResource],
  ['EAGAIN', localResource],
  ['EMSGSIZE', localResource],
  ['EADDRNOTAVAIL', localResource],
  ['EADDRINUSE', localResource],
  ['EAFNOSUPPORT', noRoute],
  ['ENETDOWN', localNetwork],
  ['ENETRESET', localNetwork],
  ['EPERM', localPolicy],
  [SELF_CONNECT, { state: 'none', reason: 'self-connect' }],
  [POLICY, { state: 'none', reason: 'policy' }],
])

/**
 * Said before a packet was sent, these come from the routing table: unreachable, none, prohibit, blackhole. Only Linux
 * has routes that prohibit; elsewhere it is the system's own firewall.
 */
const unroutable: ReadonlyMap<string, Outcome> = new Map<string, Outcome>([
  ['EHOSTUNREACH', noRoute],
  ['ENETUNREACH', noRoute],
  ['EACCES', process.platform === 'linux' ? noRoute : localPolicy],
  ['EINVAL', noRoute],
])

// Made once for each code, because most of the dials of a scan fail.
const tables = {
  tcp: tablesOf([...remote, ...ours]),
  udp: tablesOf([...remote, ...byDatagram, ...ours]),
} as const

/** Nobody listens there: a SYN was answered by a reset (RFC 9293, section 3.10.7.1). */
export const resetOutcome: Verdict = { state: 'closed', reason: 'reset' }

const portUnreach: Verdict = { state: 'closed', reason: 'port-unreach' }
const netUnreach: Verdict = { state: 'filtered', reason: 'net-unreach' }
const hostUnreach: Verdict = { state: 'filtered', reason: 'host-unreach' }
const prohibited: Verdict = { state: 'filtered', reason: 'admin-prohibited' }
const destUnreach: Verdict = { state: 'filtered', reason: 'dest-unreach' }

/**
 * What ICMP messages say of the port, where they are seen themselves: what the kernel makes of them is folded in the
 * table above. By type and code: RFC 792, RFC 1122 and RFC 1812; RFC 4443 and RFC 8883. All others change nothing.
 */
const byMessage: Readonly<Record<Family, ReadonlyMap<string, Verdict>>> = {
  4: new Map<string, Verdict>([
    ['3/0', netUnreach],
    ['3/1', hostUnreach],
    ['3/2', { state: 'filtered', reason: 'proto-unreach' }],
    ['3/3', portUnreach],
    ['3/5', destUnreach],
    ['3/6', netUnreach],
    ['3/7', { state: 'filtered', reason: 'host-unknown' }],
    ['3/8', destUnreach],
    ['3/9', prohibited],
    ['3/10', prohibited],
    ['3/11', netUnreach],
    ['3/12', hostUnreach],
    ['3/13', prohibited],
    ['3/14', hostUnreach],
    ['3/15', hostUnreach],
    ['11/0', hostUnreach],
    ['12/0', destUnreach],
  ]),
  6: new Map<string, Verdict>([
    ['1/0', netUnreach],
    ['1/1', prohibited],
    ['1/2', hostUnreach],
    ['1/3', hostUnreach],
    ['1/4', portUnreach],
    ['1/5', prohibited],
    ['1/6', prohibited],
    ['1/7', destUnreach],
    ['1/8', destUnreach],
    ['3/0', hostUnreach],
    ['4/0', destUnreach],
    ['4/1', destUnreach],
    ['4/2', destUnreach],
  ]),
}

/** The outcome of a try that an ICMP message (over IPv6, ICMPv6) answered; nothing where it says nothing of the port. */
export function outcomeOfIcmp(family: Family, type: number, code: number): Verdict | undefined {
  return byMessage[family].get(`${type}/${code}`)
}

/**
 * The outcome of a dial that failed, or of a conversation by datagram that the system ended. A code that no table has
 * is `unknown`, with the code, and shows up as such. What has no code is no failure of a dial but a bug in the
 * connector, and is thrown on.
 */
export function outcomeOf(failure: DialFailure, transport: Transport = 'tcp'): Outcome {
  if (typeof (failure as Partial<DialFailure> | undefined)?.code !== 'string') throw failure as unknown
  const { code, local, syscall } = failure
  // At `bind` it is the source address that this machine does not have, at `connect` the ports that ran out.
  if (code === 'EADDRNOTAVAIL' && syscall === 'bind') return { ...noRoute, errorCode: code }
  const { wherever, byUs } = tables[transport]
  const outcome = (local === true ? byUs : wherever).get(code)
  return outcome ?? { state: 'unknown', reason: 'system-error', errorCode: code }
}

function tablesOf(outcomes: Iterable<readonly [code: string, outcome: Outcome]>) {
  const wherever = withCodes(outcomes)
  return { wherever, byUs: withCodes([...wherever, ...unroutable]) }
}

function withCodes(
  outcomes: Iterable<readonly [code: string, outcome: Outcome]>,
): ReadonlyMap<string, Outcome> {
  return new Map([...outcomes].map(([code, outcome]) => [code, { ...outcome, errorCode: code }]))
}
