import type { Transport } from '../model/endpoint.ts'
import type { ScanEvent } from '../model/event.ts'
import type { NoVerdict, Outcome, Verdict } from '../model/result.ts'
import type { Heartbeat } from './heartbeat.ts'
import type { PendingPort } from './host-lane.ts'
import type { HostRecord } from './host-record.ts'
import type { LaneRing } from './lane-ring.ts'
import type { Ledger } from './ledger.ts'
import type { LiveAttempt } from './live-attempt.ts'
import { LocalTrouble } from './local-trouble.ts'
import type { Outbox } from './outbox.ts'
import type { ProbeSettings } from './probe-settings.ts'

/** A port that met itself this often is given up without a state. */
const SELF_CONNECT_LIMIT = 1_000
/** Time-outs of one port that a loop that stood still may excuse: one that always does must not scan for ever. */
const EXCUSE_LIMIT = 3

/** What it means that a port stayed silent to the end. */
const SILENT: Readonly<Record<Transport, Verdict>> = {
  tcp: { state: 'filtered', reason: 'no-response' },
  udp: { state: 'open|filtered', reason: 'no-response' },
}

/** What an outcome works on. */
export interface OutcomeDesk {
  readonly settings: ProbeSettings
  readonly ledger: Ledger
  readonly ring: LaneRing
  readonly outbox: Outbox<ScanEvent>
  readonly heart: Heartbeat
}

/** What the end of a try means to its port: a verdict, another try, or that there will be none. */
export class Outcomes {
  /** The system's last word on why it could not dial. */
  lastCode: string | undefined
  readonly #desk: OutcomeDesk
  readonly #trouble = new LocalTrouble()

  constructor(desk: OutcomeDesk) {
    this.#desk = desk
  }

  settled(attempt: LiveAttempt, outcome: Outcome): void {
    const { port } = attempt
    const { ledger, outbox } = this.#desk
    const ours = outcome.state === 'none' || outcome.state === 'unknown'
    const warning = ours ? this.#trouble.notice(outcome) : undefined
    if (warning !== undefined) outbox.push(warning)
    if (outcome.state === 'none') this.#withoutVerdict(attempt, outcome)
    else if (outcome.reason === 'no-response') this.#again(attempt)
    else ledger.finish(port, outcome, attempt.rtt)
  }

  timedOut(attempt: LiveAttempt, now: number): void {
    const { port, sentAt, number } = attempt
    const { stalledAt } = this.#desk.heart
    const stalled = sentAt < stalledAt && now - stalledAt < port.lane.path.timeout(number)
    if (stalled && port.excuses < EXCUSE_LIMIT) {
      port.excuses++
      port.tries--
      this.enqueue(port)
    } else this.#again(attempt)
  }

  /** Puts a port in its host's queue, where anything may still be sent to it. */
  enqueue(port: PendingPort): void {
    if (port.lane.record.skipped === undefined) this.#desk.ring.enqueue(port)
    else this.#desk.ledger.giveUp(port)
  }

  #again(attempt: LiveAttempt): void {
    const { port } = attempt
    const { path, transport } = port.lane
    if (transport === 'udp' && port.rounds === 0) {
      port.rounds = this.#desk.settings.udpStrategy.rounds?.(port.endpoint) ?? 0
    }
    if (path.worthAnother(attempt)) this.enqueue(port)
    else this.#desk.ledger.finish(port, SILENT[transport], 0)
  }

  /** The try said nothing of the peer: it does not count, and our own trouble slows us down. */
  #withoutVerdict(attempt: LiveAttempt, { reason, errorCode }: NoVerdict): void {
    const { port } = attempt
    const { ledger, settings } = this.#desk
    port.tries--
    if (reason === 'no-route' || reason === 'policy') {
      this.#passOver(port.lane.record, reason)
      ledger.giveUp(port)
    } else if (reason === 'self-connect') {
      if (++port.selfConnects > SELF_CONNECT_LIMIT) ledger.giveUp(port)
      else this.enqueue(port)
    } else {
      this.lastCode = errorCode
      settings.pacer.localFailure(settings.clock.now(), attempt.sentAt)
      this.enqueue(port)
    }
  }

  /** Nothing more is sent to this host. */
  #passOver(record: HostRecord, reason: 'no-route' | 'policy'): void {
    const { ledger, ring } = this.#desk
    ledger.skip(record, reason)
    // All lanes first: a host that is finished by its last port has none.
    const waiting = ledger.lanesOf(record).flatMap((lane) => ring.drain(lane))
    for (const port of waiting) ledger.giveUp(port)
  }
}
