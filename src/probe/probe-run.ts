import type { Puller } from '../flow/pull.ts'
import type { Block } from '../model/block.ts'
import type { Endpoint } from '../model/endpoint.ts'
import { ScanError } from '../model/errors.ts'
import type { Notice, ScanEvent, Warning } from '../model/event.ts'
import type { NoVerdict, Outcome, Verdict } from '../model/result.ts'
import { hostEvent, portResult, skippedHost } from './describe-result.ts'
import { HostLane, PendingPort } from './host-lane.ts'
import { InFlight } from './in-flight.ts'
import { LaneRing } from './lane-ring.ts'
import { LiveAttempt, type AttemptWatcher } from './live-attempt.ts'
import { LOOSE } from './loose-endpoints.ts'
import { LocalTrouble } from './local-trouble.ts'
import { OpenBlock } from './open-block.ts'
import { Outbox } from './outbox.ts'
import type { ProbeSettings } from './probe-settings.ts'
import { Supply } from './supply.ts'

/** Milliseconds between looks at time-outs and pace. */
const TICK = 10
/** Milliseconds after which the event loop gets its turn, however many answers are there at once. */
const TURN = 10
/** A tick this late means that the loop stood still: what timed out meanwhile is no evidence. */
const STALL = 200
/** Ports that wait for their turn, over all hosts: young objects are cheap, and these grow old. */
const QUEUE_LIMIT = 1_024
/** Results that wait for the consumer before sending rests. */
const READY_LIMIT = 512
/** Tries sent in one go, and hosts looked at for one that may send, between two turns of the loop. */
const SEND_LIMIT = 256
const LOOK_LIMIT = 64
/** A port that met itself this often is given up without a state. */
const SELF_CONNECT_LIMIT = 1_000
/** Milliseconds without any success at a window of one before the scan gives up. */
const STUCK_LIMIT = 30_000
/** Sockets closed in one go when a scan ends early; the loop breathes in between. */
const CLOSE_SLICE = 1_000

/** One run of the stage: pulls endpoints in, keeps tries under way, holds results until they are pulled out. */
export class ProbeRun implements AttemptWatcher {
  readonly #set: ProbeSettings
  readonly #supply: Supply
  readonly #outbox = new Outbox<ScanEvent>()
  readonly #ring = new LaneRing()
  readonly #inFlight = new InFlight()
  readonly #trouble = new LocalTrouble()
  #walking: OpenBlock | undefined
  /** The hosts of the block that is being walked, by index, as far as they have begun. */
  #lanes: (HostLane | undefined)[] = []
  /** Ports that have begun and are not done. */
  #inPlay = 0
  #closed = false
  #unlisten: (() => void) | undefined
  #sending = false
  #turning: (() => void) | undefined
  #turnedAt: number
  #ticking: (() => void) | undefined
  #tickDue = 0
  #stalledAt = -Infinity

  constructor(source: Puller<Block | Endpoint | Notice>, settings: ProbeSettings) {
    this.#set = settings
    this.#turnedAt = settings.clock.now()
    this.#supply = new Supply(source, () => this.#kick(), this.#fail)
  }

  /** What is ready, as soon as something is; nothing, at the end. */
  pull(max: number): readonly ScanEvent[] | Promise<readonly ScanEvent[]> {
    this.#listen()
    this.#kick()
    return this.#outbox.take(max) ?? (this.#over ? [] : this.#pullLater(max))
  }

  async #pullLater(max: number): Promise<readonly ScanEvent[]> {
    for (;;) {
      await this.#outbox.wait()
      const taken = this.#outbox.take(max) ?? (this.#over ? [] : undefined)
      if (taken !== undefined) return taken
      this.#kick()
    }
  }

  /** Ends everything under way. The first sockets close at once, the rest in slices, so that the loop breathes. */
  async close(): Promise<void> {
    this.#closed = true
    this.#ticking?.()
    this.#turning?.()
    this.#unlisten?.()
    this.#outbox.wake(true)
    this.#closeSlice()
    await this.#supply.close()
  }

  get #over(): boolean {
    return this.#closed || (this.#supply.ended && this.#walking === undefined && this.#inPlay === 0)
  }

  readonly #fail = (error: unknown): void => this.#outbox.fail(error)

  #listen(): void {
    if (this.#unlisten !== undefined) return
    const { signal, pause } = this.#set
    const aborted = (): void => this.#fail(signal?.reason)
    const offResume = pause?.onResume(() => this.#kick())
    signal?.addEventListener('abort', aborted)
    this.#unlisten = () => {
      signal?.removeEventListener('abort', aborted)
      offResume?.()
    }
    if (signal?.aborted === true) aborted()
  }

  // ── the source's side

  /** Begins endpoints while *begun and not done + ready ≤ window*. */
  #fill(): void {
    const { window } = this.#set
    for (let steps = 0; steps < window && this.#ring.queued < QUEUE_LIMIT; steps++) {
      if (this.#inPlay + this.#outbox.length >= window) return
      if (this.#walking !== undefined) this.#step(this.#walking)
      else {
        const item = this.#supply.next()
        if (item === undefined) return
        if (item.kind === 'block') this.#open(item)
        else this.#outbox.push(item)
      }
    }
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
      for (const lane of this.#lanes) if (lane?.isFinished === true) this.#finishHost(lane)
      this.#set.progress?.walked(block)
      return
    }
    const lane = (this.#lanes[walk.host] ??= this.#openHost(block, walk.host))
    const port = new PendingPort(lane, walk.position, walk.port, walk.tries)
    block.pending.add(port)
    lane.open++
    this.#inPlay++
    if (lane.skipped === undefined) this.#ring.enqueue(port)
    else this.#giveUp(port)
  }

  #openHost(block: OpenBlock, index: number): HostLane {
    return new HostLane(block, index, this.#set.pacer.path(block.block.hosts[index]!.address))
  }

  // ── sending

  #kick(): void {
    if (this.#closed || this.#sending || this.#outbox.failed) return
    const now = this.#set.clock.now()
    if (now - this.#turnedAt > TURN) return this.#yieldTurn()
    this.#sending = true
    try {
      this.#fill()
      if (this.#set.pause?.paused !== true) this.#send(now)
    } catch (error) {
      this.#fail(error)
    }
    this.#sending = false
    this.#keepTicking()
    this.#outbox.wake(this.#over)
  }

  // Answers that are there at once would starve the loop through microtasks.
  #yieldTurn(): void {
    this.#turning ??= this.#set.clock.turn(() => {
      this.#turning = undefined
      this.#turnedAt = this.#set.clock.now()
      this.#kick()
    })
  }

  #send(now: number): void {
    const { pacer, rate } = this.#set
    const ready = (lane: HostLane): boolean =>
      lane.path.may(now) && (rate === undefined || rate.delay(lane.host.address) <= 0)
    for (let sent = 0; sent < SEND_LIMIT && this.#outbox.length < READY_LIMIT && pacer.may(now); sent++) {
      const port = this.#ring.next(ready, LOOK_LIMIT)
      if (port === undefined) return
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
    strategy.probe(port.endpoint, attempt).then((outcome) => this.#settle(attempt, outcome), this.#fail)
  }

  #keepTicking(): void {
    if (this.#ticking !== undefined || this.#closed) return
    const resting = this.#outbox.length >= READY_LIMIT || this.#set.pause?.paused === true
    if (this.#set.counts.inFlight === 0 && (this.#ring.size === 0 || resting)) return
    this.#tickDue = this.#set.clock.now() + TICK
    this.#ticking = this.#set.clock.after(TICK, () => this.#tick())
  }

  #tick(): void {
    this.#ticking = undefined
    const now = this.#set.clock.now()
    this.#turnedAt = now
    // Answers may lie in the kernel since before a stall; the loop reads them before the next tick.
    if (now - this.#tickDue > STALL) this.#stalledAt = now
    else this.#inFlight.sweep(now)
    if (this.#set.pacer.stuckFor(now) > STUCK_LIMIT) this.#fail(outOfResources())
    this.#kick()
  }

  // ── answers

  answered(attempt: LiveAttempt): void {
    this.#inFlight.untime(attempt, 'talking')
    this.#countAnswer(attempt, true)
  }

  queued(attempt: LiveAttempt, queued: boolean): void {
    if (queued) return this.#inFlight.untime(attempt, 'queued')
    attempt.sentAt = this.#set.clock.now()
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
    const silent = outcome.state === 'none' || outcome.state === 'unknown' || outcome.reason === 'no-response'
    if (phase === 'waiting' && !silent) this.#countAnswer(attempt, outcome.state !== 'filtered')
    else if (phase !== 'talking') port.lane.path.ended()
    this.#endAttempt(attempt, !silent)
    if (silent) this.#report(this.#trouble.notice(outcome))
    if (outcome.state === 'none') this.#withoutVerdict(port, outcome)
    else if (outcome.reason === 'no-response') this.#again(port)
    else this.#finish(port, outcome, attempt.rtt)
    this.#kick()
  }

  #report(warning: Warning | undefined): void {
    if (warning !== undefined) this.#outbox.push(warning)
  }

  expired(attempt: LiveAttempt, now: number): void {
    const { port } = attempt
    port.lane.path.ended()
    this.#endAttempt(attempt, false)
    attempt.cancel()
    if (attempt.sentAt < this.#stalledAt && now - this.#stalledAt < port.lane.path.rtt.timeout()) {
      port.tries--
      this.#ring.enqueue(port)
    } else this.#again(port)
  }

  #endAttempt(attempt: LiveAttempt, answered: boolean): void {
    this.#inFlight.remove(attempt)
    this.#set.pacer.ended(answered)
    this.#set.counts.inFlight--
  }

  #again(port: PendingPort): void {
    if (port.lane.skipped !== undefined) this.#giveUp(port)
    else if (port.lane.path.loss.worthAnother(port.tries)) this.#ring.enqueue(port)
    else this.#finish(port, { state: 'filtered', reason: 'no-response' }, 0)
  }

  /** The try said nothing of the peer: it does not count, and our own trouble slows us down. */
  #withoutVerdict(port: PendingPort, outcome: NoVerdict): void {
    port.tries--
    if (outcome.reason === 'no-route' || outcome.reason === 'policy') return this.#skipHost(port, outcome)
    if (outcome.reason !== 'self-connect') this.#set.pacer.localFailure(this.#set.clock.now())
    else if (++port.selfConnects > SELF_CONNECT_LIMIT) return this.#giveUp(port)
    if (port.lane.skipped === undefined) this.#ring.enqueue(port)
    else this.#giveUp(port)
  }

  #skipHost(port: PendingPort, outcome: NoVerdict): void {
    const { lane } = port
    if (lane.skipped === undefined) {
      lane.skipped = outcome.reason === 'policy' ? 'policy' : 'no-route'
      this.#outbox.push(skippedHost(lane, lane.skipped))
    }
    this.#giveUp(port)
    for (const queued of this.#ring.drain(lane)) this.#giveUp(queued)
  }

  #giveUp(port: PendingPort): void {
    this.#set.counts.unprobed++
    port.lane.unprobed++
    this.#done(port)
  }

  #finish(port: PendingPort, verdict: Verdict, rtt: number): void {
    const { counts, hostEvents, states, progress, clock } = this.#set
    const { lane } = port
    counts.verdict(verdict.state, verdict.reason)
    if (hostEvents) lane.count(verdict.state, verdict.reason)
    if (!lane.up && verdict.reason !== 'no-response' && verdict.state !== 'unknown') {
      lane.up = true
      if (hostEvents) this.#outbox.push(hostEvent(lane, 'up'))
    }
    const wanted = states === 'all' || states.includes(verdict.state)
    if (wanted) this.#outbox.push(portResult(port, verdict, rtt, clock.wallTime()))
    this.#done(port, wanted && progress !== undefined)
  }

  #done(port: PendingPort, handedOn = false): void {
    const { progress } = this.#set
    this.#inPlay--
    port.lane.done++
    port.lane.open--
    if (handedOn) progress?.handOn(port)
    else if (progress !== undefined) progress.settled(port)
    else port.lane.block.pending.delete(port)
    if (port.lane.isFinished) this.#finishHost(port.lane)
  }

  #finishHost(lane: HostLane): void {
    const { counts, hostEvents, pacer } = this.#set
    if (lane.block === this.#walking) this.#lanes[lane.index] = undefined
    pacer.release(lane.host.address)
    counts.hosts++
    if (hostEvents) this.#outbox.push(hostEvent(lane, 'finished'))
  }

  // ── the end

  dropped(attempt: LiveAttempt): void {
    this.#endAttempt(attempt, false)
    attempt.cancel()
  }

  #closeSlice(): void {
    for (let closed = 0; closed < CLOSE_SLICE; closed++) {
      const attempt = this.#inFlight.any()
      if (attempt === undefined) return
      attempt.drop()
    }
    this.#set.clock.turn(() => this.#closeSlice())
  }
}

function outOfResources(): ScanError {
  return new ScanError(
    'ERR_RESOURCE',
    'this machine had no socket, port or buffer left for 30 s, even for one connection at a time: ' +
      'close other programs, or raise the limit of open files (ulimit -n)',
  )
}
