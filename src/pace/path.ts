import type { SendWindow } from './send-window.ts'

/** How one host is loaded: what a pacer gives for it. Times in milliseconds. */
export interface Path {
  readonly inFlight: number
  /** How long a try may stay without an answer: the how-manieth of its port it is, from 1. */
  timeout(number: number): number
  /** Whether answers from its network come no later than those of the scan do in the mean, as far as is known. */
  readonly answersSoon: boolean
  /** Whether a try may be sent now; `first` tries may go out where others have to wait. */
  may(now: number, first?: boolean): boolean
  sent(one: TrySent, now: number): void
  /** `ofPeer`: the host itself answered, not a router on the way, whose round trip is another one. */
  answered(one: TrySent, now: number, ofPeer: boolean): void
  /** It waits for a slot: what is not on the wire cannot be answered. */
  held(one: TrySent): void
  /** The wait is over: it goes out now. */
  resent(one: TrySent, now: number): void
  /** The try got no answer in time, or none that says anything of the peer. */
  ended(): void
  /** Whether the port of a try that ended in silence deserves another one. */
  worthAnother(one: TrySent): boolean
  /** The same, once more, with what became known since. */
  stillWorthAnother(port: PortTries): boolean
  /** Looks at what was sent and should be answered by now. */
  judge(now: number): void
}

/** A port, as the pacer sees it. */
export interface PortTries {
  /** Tries sent. */
  readonly tries: number
  /** Made when first read: a port that is answered at once has no past. */
  readonly past: PastTries
}

/** What is remembered of a port between its tries. */
export interface PastTries {
  /** Tries that a limiter swallowed: they say nothing of the port, nor of the loss. */
  excused: number
  /** The last try that ended in silence. */
  silent: TrySent | undefined
  /** By datagram: tries that it gets at least, because each asks something else. */
  readonly rounds: number
  /** By datagram: silent tries at a time when the host could have refused. */
  slowTries: number
}

/** What is remembered of a try in flight until its answer or its time-out. */
export interface TrySent {
  /** The how-manieth try of its port, from 1. */
  readonly number: number
  readonly port: PortTries
  readonly sentAt: number
  /** Where it is counted, of its host and of its network. */
  window: SendWindow | undefined
  networkWindow: SendWindow | undefined
  /** Whether its answer says something of the host, and of the network. */
  counted: boolean
  telling: boolean
  /** Whether it was answered by a refusal. */
  readonly refused?: boolean
}
