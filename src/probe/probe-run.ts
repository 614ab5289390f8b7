import type { Puller } from '../flow/pull.ts'
import type { Block } from '../model/block.ts'
import type { Endpoint } from '../model/endpoint.ts'
import { ScanError } from '../model/errors.ts'
import type { Notice, ScanEvent } from '../model/event.ts'
import type { NoVerdict, Outcome } from '../model/result.ts'
import { Heartbeat } from './heartbeat.ts'
import { PendingPort, type HostLane } from './host-lane.ts'
import { InFlight } from './in-flight.ts'
import { LaneRing } from './lane-ring.ts'
import { Ledger } from './ledger.ts'
import { LiveAttempt, type AttemptWatcher } from './live-attempt.ts'
import { LocalTrouble } from './local-trouble.ts'
import { LOOSE } from './loose-endpoints.ts'
import { OpenBlock } from './open-block.ts'
import { Outbox } from './outbox.ts'
import type { ProbeSettings } from './probe-settings.ts'
import { Supply } from './supply.ts'

/** Ports that wait for their turn, over all hosts: young objects are cheap, and these grow old. */
const QUEUE_LIMIT = 1_024
/** Ports begun in one go, and given up in one go where their host is passed over. */
const FILL_LIMIT = 4_096
/** Results that wait for the consumer before sending rests. */
const READY_LIMIT = 512
/** Tries sent in one go. */
const SEND_LIMIT = 256
/** Hosts looked at for one that may send: after an answer, and at a beat, which misses none of a block. */
const LOOK_LIMIT = 64
const LOOK_WIDE = 4_096
/** A port that met itself this often is given up without a state. */
const SELF_CONNECT_LIMIT = 1_000
/** Time-outs of one port that a loop that stood still may excuse: one that always does must not scan for ever. */
const EXCUSE_LIMIT = 3
/** Milliseconds without any success at a window of one before the scan gives up. */
const STUCK_LIMIT = 30_000
/** Sockets closed in one go when a scan ends early; the loop breathes in between. */
const CLOSE_SLICE = 1_000

/** One run of the stage: pulls endpoints in, keeps tries under way, holds results until they are pulled out. */
export class ProbeRun implements AttemptWatcher {
  readonly #set: ProbeSettings
  readonly #supply: Supply
  readonly #outbox = new Outbox<ScanEvent>()
  readonly #ledger: Ledger
  readonly #ring = new LaneRing()
  readonly #inFlight = new InFlight()
  readonly #trouble = new LocalTrouble()
  readonly #heart: Heartbeat
  #walking: OpenBlock | undefined
  /** The hosts of the block that is being walked, by index, as far as they have begun. */
  #lanes: (HostLane | undefined)[] = []
  /** No host that has something to send may send it now. */
  #dry = false
  #sending = false
  #kicking = false
  /** Nothing is sent any more: the run has failed, or nobody wants it. */
  #halted = false
  #closed = false
  #unlisten: (() => void) | undefined
  /** The system's last word on why it could not dial. */
  #lastCode: string | undefined

  constructor(source: Puller<Block | Endpoint | Notice>, settings: ProbeSettings) {
    this.#set = settings
    this.#ledger = new Ledger(settings, this.#outbox)
    this.#supply = new Supply(source, () => this.#kick())
    this.#heart = new Heartbeat(
      settings.clock,
      (now, late) => this.#beat(now, late),
      () => this.#kick(),
    )
  }

  /** What is ready, as soon as something is; nothing, at the end. */
  pull(max: number): readonly ScanEvent[] | Promise<readonly ScanEvent[]> {
    this.#listen()
    this.#kick()
    return this.#take(max) ?? this.#pullLater(max)
  }

  async #pullLater(max: number): Promise<readonly ScanEvent[]> {
    for (;;) {
      await this.#outbox.wait()
      const taken = this.#take(max)
      if (taken !== undefined) return taken
      this.#kick()
    }
  }

  #take(max: number): readonly ScanEvent[] | undefined {
    const taken = this.#outbox.take(max)
    if (taken !== undefined || !this.#over) return taken
    this.#supply.rethrow()
    return []
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#halt()
    this.#unlisten?.()
    this.#outbox.wake(true)
    this.#ledger.close()
    await this.#supply.close()
  }

  get #over(): boolean {
    return this.#closed || (this.#supply.ended && this.#walking === undefined && this.#ledger.inPlay === 0)
  }

  #listen(): void {
    if (this.#unlisten !== undefined) return
    const { signal, pause } = this.#set
    const aborted = (): void => this.#fail(signal?.reason, true)
    const offResume = pause?.onResume(() => this.#kick())
    signal?.addEventListener('abort', aborted)
    this.#unlisten = () => {
      signal?.removeEventListener('abort', aborted)
      offResume?.()
    }
    if (signal?.aborted === true) aborted()
  }

  // ── the source's side

  /** Begins ports while *begun and not done + ready ≤ window*. False when it stopped though more could begin. */
  #fill(): boolean {
    const { window } = this.#set
    // Hosts that must wait do not hold up those that have not begun.
    const queue = this.#dry && (this.#walking?.block.hosts.length ?? 2) > 1 ? window : QUEUE_LIMIT
    for (let steps = 0; this.#ring.queued < queue; steps++) {
      if (this.#ledger.inPlay + this.#outbox.length >= window) return true
      if (steps === FILL_LIMIT) return false
      if (this.#walking !== undefined) this.#step(this.#walking)
      else {
        const item = this.#supply.next()
        if (item === undefined) return true
        if (item.kind === 'block') this.#open(item)
        else this.#outbox.push(item)
      }
    }
    return true
  }

  #open(block: Block): void {
    this.#walking = new OpenBlock(block)
    this.#lanes = []
    if (block.index !== LOOSE) this.#set.progress?.opened(this.#walking)
  }

  #step(block: OpenBlock): void {
    const walk = block.advance()
    if (walk === undefined) {
      this.#walking = undefined
      this.#ledger.walked(block)
      return
    }
    const lane = (this.#lanes[walk.host] ??= this.#ledger.openHost(block, walk.host))
    const port = new PendingPort(lane, walk.position, walk.port, walk.tries)
    this.#ledger.begin(port)
    this.#enqueue(port)
  }

  #enqueue(port: PendingPort): void {
    if (port.lane.skipped === undefined) this.#ring.enqueue(port)
    else this.#ledger.giveUp(port)
  }

  // ── sending

  #kick(looks = LOOK_LIMIT): void {
    if (this.#halted || this.#sending) return
    const now = this.#set.clock.now()
    if (this.#heart.owesTurn(now)) return this.#heart.giveTurn()
    this.#sending = true
    try {
      if (!this.#fill()) this.#heart.giveTurn()
      if (this.#set.pause?.paused !== true) this.#send(now, looks)
    } catch (error) {
      this.#fail(error)
    }
    this.#sending = false
    this.#keepBeating()
    this.#outbox.wake(this.#over)
  }

  /** Once for all answers that are there. */
  #kickSoon(): void {
    if (this.#kicking) return
    this.#kicking = true
    queueMicrotask(this.#kicked)
  }

  readonly #kicked = (): void => {
    this.#kicking = false
    this.#kick()
  }

  #send(now: number, looks: number): void {
    const { pacer, rate } = this.#set
    const ready = (lane: HostLane): boolean =>
      lane.path.may(now) && (rate === undefined || rate.delay(lane.host.address) <= 0)
    this.#dry = false
    for (let sent = 0; sent < SEND_LIMIT && this.#outbox.length < READY_LIMIT && pacer.may(now); sent++) {
      const port = this.#ring.next(ready, looks)
      if (port === undefined) {
        this.#dry = true
        return
      }
      this.#launch(port, now)
    }
  }

  #launch(port: PendingPort, now: number): void {
    const { counts, pacer, strategy } = this.#set
    port.tries++
    const attempt = new LiveAttempt(port, now, this)
    counts.sent++
    counts.inFlight++
    if (port.tries > 1) counts.retried++
    pacer.sent()
    port.lane.path.sent(attempt, now)
    this.#inFlight.send(attempt)
    strategy.probe(port.endpoint, attempt).then((outcome) => this.#settle(attempt, outcome), this.#broken)
  }

  /** At rest no timer runs: with nothing under way, and nothing to send or nobody to take the results. */
  #keepBeating(): void {
    if (this.#halted) return
    const resting = this.#outbox.length >= READY_LIMIT || this.#set.pause?.paused === true
    if (this.#set.counts.inFlight === 0 && (this.#ring.size === 0 || resting)) return
    this.#heart.keep()
  }

  #beat(now: number, late: boolean): void {
    // Answers may lie in the kernel since before a stall; the loop reads them before the next beat.
    if (!late) this.#inFlight.sweep(now)
    if (this.#set.pacer.stuckFor(now) > STUCK_LIMIT) this.#fail(outOfResources(this.#lastCode))
    this.#kick(LOOK_WIDE)
  }

  // ── answers

  answered(attempt: LiveAttempt): void {
    this.#inFlight.untime(attempt, 'talking')
    this.#countAnswer(attempt, true)
  }

  queued(attempt: LiveAttempt, queued: boolean): void {
    const { path } = attempt.port.lane
    if (queued) {
      this.#inFlight.untime(attempt, 'queued')
      path.held(attempt)
      return
    }
    attempt.sentAt = this.#set.clock.now()
    path.resent(attempt, attempt.sentAt)
    this.#inFlight.send(attempt)
  }

  #countAnswer(attempt: LiveAttempt, ofPeer: boolean): void {
    const now = this.#set.clock.now()
    const { counts } = this.#set
    counts.answered++
    attempt.rtt = now - attempt.sentAt
    counts.rtt.add(attempt.rtt)
    attempt.port.lane.path.answered(attempt, now, ofPeer)
  }

  #settle(attempt: LiveAttempt, outcome: Outcome): void {
    if (attempt.phase === 'over') return
    const { port, phase } = attempt
    const ours = outcome.state === 'none' || outcome.state === 'unknown'
    const silent = outcome.reason === 'no-response'
    if (phase === 'waiting' && !ours && !silent) this.#countAnswer(attempt, outcome.state !== 'filtered')
    else if (phase !== 'talking') port.lane.path.ended()
    this.#endAttempt(attempt, !ours)
    const warning = ours ? this.#trouble.notice(outcome) : undefined
    if (warning !== undefined) this.#outbox.push(warning)
    if (outcome.state === 'none') this.#withoutVerdict(attempt, outcome)
    else if (silent) this.#again(port)
    else this.#ledger.finish(port, outcome, attempt.rtt)
    this.#kickSoon()
  }

  expired(attempt: LiveAttempt, now: number): void {
    const { port } = attempt
    const { path } = port.lane
    path.ended()
    this.#endAttempt(attempt, true)
    attempt.cancel()
    const { stalledAt } = this.#heart
    const stalled = attempt.sentAt < stalledAt && now - stalledAt < path.rtt.timeout()
    if (stalled && port.excuses < EXCUSE_LIMIT) {
      port.excuses++
      port.tries--
      this.#enqueue(port)
    } else this.#again(port)
  }

  #endAttempt(attempt: LiveAttempt, worked: boolean): void {
    this.#inFlight.remove(attempt)
    this.#set.pacer.ended(worked)
    this.#set.counts.inFlight--
  }

  #again(port: PendingPort): void {
    if (port.lane.path.loss.worthAnother(port.tries)) this.#enqueue(port)
    else this.#ledger.finish(port, { state: 'filtered', reason: 'no-response' }, 0)
  }

  /** The try said nothing of the peer: it does not count, and our own trouble slows us down. */
  #withoutVerdict(attempt: LiveAttempt, { reason, errorCode }: NoVerdict): void {
    const { port } = attempt
    port.tries--
    if (reason === 'no-route' || reason === 'policy') {
      this.#ledger.skip(port.lane, reason)
      for (const queued of [port, ...this.#ring.drain(port.lane)]) this.#ledger.giveUp(queued)
    } else if (reason === 'self-connect') {
      if (++port.selfConnects > SELF_CONNECT_LIMIT) this.#ledger.giveUp(port)
      else this.#enqueue(port)
    } else {
      this.#lastCode = errorCode
      this.#set.pacer.localFailure(this.#set.clock.now(), attempt.sentAt)
      this.#enqueue(port)
    }
  }

  // ── the end

  readonly #broken = (error: unknown): void => this.#fail(error)

  #fail(error: unknown, atOnce = false): void {
    this.#outbox.fail(error, atOnce)
    this.#halt()
  }

  /** Ends everything under way, whether anybody pulls or not. */
  #halt(): void {
    if (this.#halted) return
    this.#halted = true
    this.#heart.stop()
    this.#closeSlice()
  }

  // The first sockets close at once, the rest in slices, so that the loop breathes.
  #closeSlice(): void {
    for (let closed = 0; closed < CLOSE_SLICE; closed++) {
      const attempt = this.#inFlight.any()
      if (attempt === undefined) return
      attempt.drop()
    }
    if (this.#inFlight.any() !== undefined) this.#set.clock.turn(() => this.#closeSlice())
  }

  dropped(attempt: LiveAttempt): void {
    if (attempt.phase !== 'talking') attempt.port.lane.path.ended()
    this.#endAttempt(attempt, true)
    attempt.cancel()
  }
}

function outOfResources(code = 'no code'): ScanError {
  return new ScanError(
    'ERR_RESOURCE',
    `this machine could not open one connection for 30 s (${code}): expected a free socket, port and buffer; ` +
      'close other programs, or raise the limit of open files (ulimit -n)',
  )
}
