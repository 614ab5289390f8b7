import type { Puller } from '../flow/pull.ts'
import type { Block } from '../model/block.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Notice, ScanEvent } from '../model/event.ts'
import type { Outcome } from '../model/result.ts'
import { Attempts, type AttemptEnds } from './attempts.ts'
import { CanaryGuard } from './canary-guard.ts'
import { Feed } from './feed.ts'
import { Heartbeat } from './heartbeat.ts'
import type { HostLane } from './host-lane.ts'
import { HostLimits } from './host-limits.ts'
import { LaneRing } from './lane-ring.ts'
import { Ledger } from './ledger.ts'
import type { LiveAttempt } from './live-attempt.ts'
import { Outbox } from './outbox.ts'
import { Outcomes } from './outcomes.ts'
import type { Canary } from './canary.ts'
import { lostTime } from './lost-time.ts'
import { outOfResources, PATIENCE } from './out-of-resources.ts'
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

/** One run of the stage: pulls endpoints in, keeps tries under way, holds results until they are pulled out. */
export class ProbeRun implements AttemptEnds {
  readonly #set: ProbeSettings
  readonly #supply: Supply
  readonly #outbox = new Outbox<ScanEvent>()
  readonly #ledger: Ledger
  readonly #ring = new LaneRing()
  readonly #heart: Heartbeat
  readonly #feed: Feed
  readonly #attempts: Attempts
  readonly #outcomes: Outcomes
  readonly #limits: HostLimits | undefined
  readonly #canary: CanaryGuard | undefined
  /** No host that has something to send may send it now. */
  #dry = false
  #sending = false
  #kicking = false
  /** Nothing is sent any more: the run has failed, or nobody wants it. */
  #halted = false
  #closed = false
  #unlisten: (() => void) | undefined

  constructor(source: Puller<Block | Endpoint | Notice>, given: ProbeSettings) {
    const heart = (this.#heart = new Heartbeat(
      given.clock,
      (now, late) => this.#beat(now, late),
      () => this.#kick(),
      (error) => this.#fail(error),
      (since) => lostTime(given, since),
    ))
    const settings = (this.#set = { ...given, clock: heart.clock })
    const ledger = (this.#ledger = new Ledger(settings, this.#outbox))
    const supply = (this.#supply = new Supply(source, () => this.#kick()))
    const outbox = this.#outbox
    this.#feed = new Feed({ supply, ledger, ring: this.#ring, outbox, progress: settings.progress })
    this.#attempts = new Attempts(settings, this)
    const { hostTimeout, canary } = settings
    this.#limits = hostTimeout === undefined ? undefined : new HostLimits(hostTimeout)
    this.#canary = canary === undefined ? undefined : this.#watch(canary)
    this.#outcomes = new Outcomes({
      settings,
      ledger,
      ring: this.#ring,
      outbox,
      heart,
      canary: this.#canary,
      dropSilent: (record) => this.#attempts.dropSilent(ledger.lanesOf(record)),
      enough: () => this.#stop(),
    })
  }

  #watch(canary: Canary): CanaryGuard {
    return new CanaryGuard(canary, {
      settings: this.#set,
      warn: (warning) => this.#outbox.push(warning),
      release: (result) => this.#outcomes.handOn(result),
      askAgain: (port) => this.#outcomes.askAgain(port),
      suspect: (since) => this.#ledger.suspect(since),
      fail: (error) => this.#fail(error),
      changed: () => this.#kick(),
    })
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
    return this.#closed || (this.#feed.ended && this.#ledger.inPlay === 0)
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
    const queue = this.#dry && this.#feed.isWide ? window : QUEUE_LIMIT
    for (let steps = 0; this.#ring.queued < queue; steps++) {
      if (this.#ledger.inPlay + this.#outbox.length >= window) return true
      if (steps === FILL_LIMIT) return false
      const port = this.#feed.next()
      if (port === 'dry') return true
      if (port !== 'nothing') this.#outcomes.enqueue(port)
    }
    return true
  }

  // ── sending

  #kick(looks = LOOK_LIMIT): void {
    if (this.#halted || this.#sending) return
    this.#sending = true
    try {
      this.#work(looks)
    } catch (error) {
      this.#fail(error)
    }
    this.#sending = false
    this.#outbox.wake(this.#over)
  }

  #work(looks: number): void {
    const now = this.#set.clock.now()
    if (this.#heart.owesTurn()) return this.#heart.giveTurn()
    if (!this.#fill()) this.#heart.giveTurn()
    if (!this.#paused) this.#sendWhatMay(now, looks)
    this.#keepBeating()
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

  get #paused(): boolean {
    return this.#set.pause?.paused === true
  }

  #sendWhatMay(now: number, looks: number): void {
    this.#canary?.beat(now)
    if (this.#canary?.good !== false) this.#send(now, looks)
  }

  #send(now: number, looks: number): void {
    const attempts = this.#attempts
    const ready = (lane: HostLane): boolean => attempts.ready(lane, now)
    this.#dry = false
    this.#ring.go()
    for (let sent = 0; sent < SEND_LIMIT && this.#outbox.length < READY_LIMIT && attempts.may(now); sent++) {
      // Whoever is asked may abort the scan.
      if (this.#halted) return
      const port = this.#ring.next(ready, looks)
      if (port === undefined) {
        this.#dry = true
        return
      }
      this.#limits?.begin(port.lane.record)
      attempts.launch(port, now)
    }
  }

  /** At rest no timer runs: with nothing under way, and nothing to send or nobody to take the results. */
  #keepBeating(): void {
    if (this.#halted) return
    const resting = this.#outbox.length >= READY_LIMIT || this.#paused
    const waiting = !this.#paused && (this.#outcomes.waits || this.#canary?.waits === true)
    const idle = this.#set.counts.inFlight === 0 && !waiting
    if (idle && (this.#ring.size === 0 || resting)) return
    this.#heart.keep()
  }

  #beat(now: number, late: boolean): void {
    // Answers may lie in the kernel since before a stall; the loop reads them before the next beat.
    if (!late) this.#attempts.sweep(now)
    this.#outcomes.beat(now)
    // While the canary fails nobody is sent to: that is not the hosts' time.
    const overdue = this.#canary?.good === false ? [] : this.#limits?.overdue(now, this.#ledger.hosts)
    for (const record of overdue ?? []) this.#outcomes.passOver(record, 'host-timeout')
    this.#ring.turnTo(this.#set.random())
    if (this.#set.pacer.stuckFor(now) > PATIENCE) this.#fail(outOfResources(this.#outcomes.lastCode))
    this.#kick(LOOK_WIDE)
  }

  // ── answers

  answered(attempt: LiveAttempt): void {
    this.#outcomes.answered(attempt)
  }

  settled(attempt: LiveAttempt, outcome: Outcome): void {
    this.#outcomes.settled(attempt, outcome)
    this.#kickSoon()
  }

  timedOut(attempt: LiveAttempt, now: number): void {
    this.#outcomes.timedOut(attempt, now)
  }

  broken(error: unknown): void {
    this.#fail(error)
  }

  // ── the end

  /** Enough was found: the scan ends as if there were no more, and its checkpoint has what is left. */
  #stop(): void {
    if (this.#feed.stopped) return
    for (const record of this.#feed.stop()) this.#ledger.passUnbegun(record, 'stop-after')
    for (const record of [...this.#ledger.hosts]) this.#outcomes.stop(record)
  }

  #fail(error: unknown, atOnce = false): void {
    this.#outbox.fail(error, atOnce)
    this.#halt()
  }

  /** Ends everything under way, whether anybody pulls or not. */
  #halt(): void {
    if (this.#halted) return
    this.#halted = true
    this.#canary?.close()
    this.#heart.stop()
    this.#attempts.dropAll()
  }
}
