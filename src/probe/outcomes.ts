import type { Transport } from '../model/endpoint.ts'
import type { ScanEvent } from '../model/event.ts'
import type { NoVerdict, Outcome, Verdict } from '../model/result.ts'
import { AllOpenCheck } from './all-open-check.ts'
import type { CanaryGuard } from './canary-guard.ts'
import { DeadHostCheck } from './dead-host-check.ts'
import { DoubtfulPorts } from './doubtful-ports.ts'
import type { Heartbeat } from './heartbeat.ts'
import type { HostLane, PendingPort } from './host-lane.ts'
import type { HeldResult } from './held-result.ts'
import type { HostRecord, HostSkip } from './host-record.ts'
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

/** Silent ports kept until their host is done with the others. */
const MOST_DOUBTFUL = 4_096

/** What an outcome works on. */
export interface OutcomeDesk {
  readonly settings: ProbeSettings
  readonly ledger: Ledger
  readonly ring: LaneRing
  readonly outbox: Outbox<ScanEvent>
  readonly heart: Heartbeat
  readonly canary: CanaryGuard | undefined
  /** Drops the tries of a host that are not answered yet, and gives their ports. */
  dropSilent(record: HostRecord): readonly PendingPort[]
  /** As many open ports were found as the scan was to find. */
  enough(): void
}

/** What the end of a try means to its port, a verdict, another try, or that there will be none; and to its host. */
export class Outcomes {
  /** The system's last word on why it could not dial. */
  lastCode: string | undefined
  readonly #desk: OutcomeDesk
  readonly #trouble = new LocalTrouble()
  readonly #allOpen: AllOpenCheck
  readonly #dead: DeadHostCheck
  readonly #doubtful: DoubtfulPorts

  constructor(desk: OutcomeDesk) {
    const { canary } = desk
    this.#desk = desk
    // What waits here is taken from the window of those under way.
    this.#doubtful = new DoubtfulPorts(Math.min(MOST_DOUBTFUL, desk.settings.window >> 2))
    this.#allOpen = new AllOpenCheck({
      ...desk,
      release: (record, results) => {
        this.#goOn(record)
        for (const result of results) this.#finish(result)
      },
    })
    this.#dead = new DeadHostCheck({
      ...desk,
      trusted: (since) => canary?.goodSince(since) !== false,
      goOn: (record) => this.#goOn(record),
      passOver: (record) => this.passOver(record, 'host-down'),
    })
  }

  /** Whether time must go on though nothing may be under way. */
  get waits(): boolean {
    return this.#dead.waits
  }

  beat(now: number): void {
    this.#dead.beat(now)
  }

  /** The port is open; more is being said there. */
  answered({ port }: LiveAttempt): void {
    this.#answered(port, true)
  }

  settled(attempt: LiveAttempt, outcome: Outcome): void {
    this.#settle(attempt, outcome)
    this.#reconsider(attempt.port.lane)
  }

  #settle(attempt: LiveAttempt, outcome: Outcome): void {
    const { port, talked, rtt } = attempt
    const { state, reason } = outcome
    const warning = state === 'none' || state === 'unknown' ? this.#trouble.notice(outcome) : undefined
    if (warning !== undefined) this.#desk.outbox.push(warning)
    if (state === 'none') return this.#withoutVerdict(attempt, outcome)
    if (port.decoy) return this.#allOpen.decoyTold(port, outcome)
    if (reason === 'no-response') return this.#silent(attempt)
    if (!talked && (state === 'open' || state === 'closed')) this.#answered(port, state === 'open')
    this.conclude({ port, verdict: outcome, rtt })
    if (reason === 'host-unreach' || reason === 'host-unknown') this.#dead.unanswered(attempt, true)
    // Whatever else was said speaks against its absence, or not of it: nothing waits for that any longer.
    else this.#dead.alive(port.lane.record)
  }

  timedOut(attempt: LiveAttempt, now: number): void {
    const { port, sentAt, number } = attempt
    const { stalledAt } = this.#desk.heart
    const stalled = sentAt < stalledAt && now - stalledAt < port.lane.path.timeout(number)
    if (stalled && port.past.excuses < EXCUSE_LIMIT) {
      port.past.excuses++
      port.tries--
      this.enqueue(port)
    } else this.#silent(attempt)
    this.#reconsider(port.lane)
  }

  /** Puts a port in its host's queue, where anything may still be sent to it. */
  enqueue(port: PendingPort): void {
    const { ring } = this.#desk
    const { skipped, stopped } = port.lane.record
    if (skipped !== undefined || stopped) this.#giveUp(port)
    else if (port.decoy || this.#dead.asks(port)) ring.urge(port)
    else ring.enqueue(port)
  }

  /** A verdict becomes a result, at once or when what it waits for is known. */
  conclude(result: HeldResult): void {
    if (this.#desk.canary?.holds(result) !== true) this.handOn(result)
  }

  /** The verdict is sure. */
  handOn(result: HeldResult): void {
    if (!this.#allOpen.holds(result)) this.#finish(result)
  }

  /** A verdict was worth nothing: the port is asked as if it never had been. */
  askAgain(port: PendingPort): void {
    port.tries = 0
    port.past.startAnew()
    this.enqueue(port)
  }

  /** Nothing more is sent to this host; what is known of it stays. */
  passOver(record: HostRecord, reason: HostSkip): void {
    const { ledger } = this.#desk
    const left = this.#callOff(record)
    if (!ledger.has(record)) return
    ledger.skip(record, reason)
    for (const port of left) this.#giveUp(port)
  }

  /** Nothing more is sent to this host in this run; a scan that goes on from the checkpoint asks the rest. */
  stop(record: HostRecord): void {
    const { ledger } = this.#desk
    const left = this.#callOff(record)
    if (!ledger.has(record)) return
    if (left.length > 0 || record.hasUnbegun) ledger.skip(record, 'stop-after')
    ledger.stopHost(record)
    for (const port of left) this.#giveUp(port)
  }

  #silent(attempt: LiveAttempt): void {
    const { port } = attempt
    const { path, transport } = port.lane
    this.#desk.canary?.noteSilence()
    if (port.decoy) return this.#allOpen.decoyTold(port, SILENT[transport])
    if (transport === 'udp' && port.past.rounds === 0) {
      port.past.rounds = this.#desk.settings.udpStrategy.rounds?.(port.endpoint) ?? 0
    }
    if (path.worthAnother(attempt)) this.enqueue(port)
    else if (transport === 'udp' || !this.#doubtful.add(port)) this.#beSilent(port)
    this.#dead.unanswered(attempt, false)
  }

  #beSilent(port: PendingPort): void {
    this.conclude({ port, verdict: SILENT[port.lane.transport], rtt: 0 })
  }

  /** A host with nothing else under way: the ports that seemed silent are so, or get another try after all. */
  #reconsider(lane: HostLane): void {
    if (this.#doubtful.count === 0 || lane.queued > 0 || lane.underWay > 0) return
    for (const port of this.#doubtful.take(lane)) {
      if (lane.path.stillWorthAnother(port)) this.enqueue(port)
      else this.#beSilent(port)
    }
  }

  #answered(port: PendingPort, open: boolean): void {
    port.lane.record.answered = true
    this.#dead.alive(port.lane.record)
    this.#allOpen.answered(port, open)
  }

  #finish({ port, verdict, rtt }: HeldResult): void {
    const { ledger, settings, enough } = this.#desk
    const { record } = port.lane
    ledger.finish(port, verdict, rtt)
    if (verdict.state !== 'open' || settings.stopAfter === undefined) return
    const { openPerHost = Infinity, open = Infinity } = settings.stopAfter
    if (ledger.found >= open) enough()
    else if (record.found >= openPerHost && record.skipped === undefined) this.passOver(record, 'stop-after')
  }

  /** The try said nothing of the peer: it does not count, and our own trouble slows us down. */
  #withoutVerdict(attempt: LiveAttempt, { reason, errorCode }: NoVerdict): void {
    const { port } = attempt
    const { settings } = this.#desk
    port.tries--
    if (reason === 'no-route' || reason === 'policy') {
      this.passOver(port.lane.record, reason)
      this.#giveUp(port)
    } else if (reason === 'self-connect') {
      if (++port.past.selfConnects <= SELF_CONNECT_LIMIT) this.enqueue(port)
      else if (port.decoy) this.#allOpen.decoyTold(port, SILENT.tcp)
      else this.#giveUpAlone(port)
    } else {
      this.lastCode = errorCode
      settings.pacer.localFailure(settings.clock.now(), attempt.sentAt)
      this.enqueue(port)
    }
  }

  #giveUp(port: PendingPort): void {
    if (port.decoy) return
    if (port.lane.record.stopped) this.#desk.ledger.leave(port)
    else this.#desk.ledger.giveUp(port)
  }

  #giveUpAlone(port: PendingPort): void {
    this.#dead.alive(port.lane.record)
    this.#desk.ledger.skipPort(port)
  }

  #goOn(record: HostRecord): void {
    for (const lane of this.#desk.ledger.lanesOf(record)) this.#desk.ring.wake(lane)
  }

  /** The ports of a host that wait for their turn or for an answer, taken out. */
  #callOff(record: HostRecord): PendingPort[] {
    const { ledger, ring, dropSilent } = this.#desk
    this.#dead.dismiss(record)
    this.#allOpen.dismiss(record)
    // All lanes first: a host that is finished by its last port has none.
    const lanes = ledger.lanesOf(record)
    const waiting = lanes.flatMap((lane) => [...ring.drain(lane), ...this.#doubtful.take(lane)])
    return [...waiting, ...dropSilent(record)]
  }
}
