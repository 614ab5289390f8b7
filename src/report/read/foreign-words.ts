import type { Transport } from '../../model/endpoint.ts'
import type { HostReason } from '../../model/event.ts'
import type { PortState, Reason } from '../../model/result.ts'
import { REASONS, STATES } from './model-words.ts'
import type { UnclearWords } from './unclear-words.ts'

/** Reasons of nmap and masscan that have another name here. */
const BY_WORD: ReadonlyMap<string, Reason> = new Map([
  ['syn', 'syn-ack'],
  ['rst', 'reset'],
  ['rst-ack', 'reset'],
  ['host-prohibited', 'admin-prohibited'],
  ['net-prohibited', 'admin-prohibited'],
  ['perm-denied', 'local-policy'],
  ['no-route', 'net-unreach'],
  ['time-exceeded', 'dest-unreach'],
  ['source-quench', 'dest-unreach'],
  ['param-prob', 'dest-unreach'],
  ...(Object.keys(REASONS) as Reason[]).map((reason) => [reason, reason] as const),
])

/** What a state says for itself. `none`: masscan gives no reason over UDP. */
const USUAL: Readonly<Record<PortState, Readonly<Record<Transport, Reason>>>> = {
  open: { tcp: 'syn-ack', udp: 'udp-response' },
  closed: { tcp: 'conn-refused', udp: 'port-unreach' },
  filtered: { tcp: 'no-response', udp: 'no-response' },
  'open|filtered': { tcp: 'no-response', udp: 'no-response' },
  unknown: { tcp: 'system-error', udp: 'system-error' },
}

const SAYS_NOTHING: ReadonlySet<string> = new Set([
  '',
  'none',
  'response',
  'tcp-response',
  'unknown-response',
  'script-set',
])

export interface ForeignVerdict {
  readonly state: PortState
  readonly reason: Reason
}

/** State and reason of another program in our words; what has none is told to `unclear`. */
export function verdictOf(
  stateWord: string,
  reasonWord: string,
  transport: Transport,
  unclear: UnclearWords,
): ForeignVerdict {
  const known = Object.hasOwn(STATES, stateWord)
  const state = known ? (stateWord as PortState) : 'unknown'
  if (!known) unclear.add(stateWord, "a state that we do not have, taken as 'unknown'")
  const reason = reasonOf(reasonWord)
  if (reason !== undefined) return { state, reason }
  const usual = USUAL[state][transport]
  if (!SAYS_NOTHING.has(reasonWord)) {
    unclear.add(reasonWord, `a reason that we do not have, taken as '${usual}' of what is ${state}`)
  }
  return { state, reason: usual }
}

/** Where several ports are counted, nmap puts an s to some of its words; masscan names the flags of TCP. */
function reasonOf(word: string): Reason | undefined {
  return (
    BY_WORD.get(word) ??
    BY_WORD.get(word.replace(/s$/, '')) ??
    BY_WORD.get(word.replace(/es$/, '')) ??
    (/^syn-ack-/.test(word) ? 'syn-ack' : undefined)
  )
}

const HOST_REASONS: ReadonlyMap<string, HostReason> = new Map<string, HostReason>([
  ...BY_WORD,
  ['arp-response', 'neighbour'],
  ['nd-response', 'neighbour'],
  ['echo-reply', 'echo-reply'],
])

/** What a host was found by; nothing where it was not looked for, or by a way that we do not have. */
export function hostReasonOf(word: string): HostReason | undefined {
  return HOST_REASONS.get(word)
}
