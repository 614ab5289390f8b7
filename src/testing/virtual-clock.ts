import { ScanError, type Clock } from 'portscan-core'
import { EventQueue, type Due, type Place } from './event-queue.ts'
import { StuckWatch } from './stuck-watch.ts'
import { TurnList } from './turn-list.ts'

/** A loop that stands still now and then. */
export interface Stalls {
  /** Milliseconds from the beginning of one stall to that of the next. */
  readonly every: number
  /** Milliseconds that one lasts; less than `every`. */
  readonly length: number
  /** When the first one begins, in milliseconds. Default: after `every`. */
  readonly first?: number
}

/** How virtual time runs. */
export interface VirtualClockOptions {
  /** Milliseconds since the epoch when it begins. Default: the start of 2026, UTC. */
  readonly wallStart?: number
  /** Milliseconds between two instants: what falls due in between happens at the later one. Default 1. */
  readonly resolution?: number
  /** Times at which the event loop stands still: what falls due then happens late. Default: none. */
  readonly stalls?: Stalls
}

/** A clock that runs by itself, as fast as the machine can. */
export interface VirtualClock extends Clock {
  /** Timers, turns and packets that still wait. */
  readonly waiting: number
  /**
   * Waits for a promise that moves by this clock, and gives what it gives. Throws `ERR_STATE` where nothing is left that
   * could move it, and where more than `limit` milliseconds of virtual time pass (default 24 hours).
   */
  run<T>(promise: Promise<T>, limit?: number): Promise<T>
}

const DAY = 86_400_000
/** Turns take no time, but so many in a row at one instant take the time to the next: who waits by turns gets on. */
const TURNS = 100

/**
 * A clock whose time passes by itself: whenever all that can run has run, it goes on to the next instant at which
 * something falls due. Hours of scanning take seconds, and every run is the same.
 *
 * @example
 * const clock = virtualClock()
 * const report = await clock.run(scan(targets, { clock, connector }).report())
 */
export function virtualClock(options: VirtualClockOptions = {}): VirtualClock {
  return new LoopClock(options)
}

/** The event loop in virtual time, and the wire beside it, which no stall holds up. */
export class LoopClock implements VirtualClock {
  readonly #resolution: number
  readonly #wallStart: number
  readonly #stalls: Stalls | undefined
  /** What the loop has to do, and what happens outside of this machine. */
  readonly #loop = new EventQueue()
  readonly #wire = new EventQueue()
  #input: Due[] = []
  readonly #turns = new TurnList()
  /** Turns in a row at this instant. */
  #turnsHere = 0
  #tick = 0
  #wireTick = 0
  #pumping = false
  readonly #watch = new StuckWatch()

  constructor({ wallStart = Date.UTC(2026, 0, 1), resolution = 1, stalls }: VirtualClockOptions = {}) {
    if (!(resolution > 0)) throw optionError('resolution', 'more than 0 milliseconds', resolution)
    if (stalls !== undefined && !isPossible(stalls)) {
      throw optionError(
        'stalls',
        '{ every, length, first } in milliseconds, length less than every',
        JSON.stringify(stalls),
      )
    }
    this.#wallStart = wallStart
    this.#resolution = resolution
    this.#stalls = stalls
  }

  get waiting(): number {
    return this.#loop.size + this.#wire.size + this.#turns.size + this.#input.length
  }

  now(): number {
    return this.#tick * this.#resolution
  }

  wallTime(): number {
    return this.#wallStart + this.now()
  }

  after(delay: number, run: () => void): () => void {
    const place = this.#loop.add(this.#tickAfter(this.#tick, delay), { fire: run })
    this.#wake()
    return () => void this.#loop.cancel(place)
  }

  turn(run: () => void): () => void {
    this.#wake()
    return this.#turns.add(run)
  }

  /** What the time is on the wire: while the loop stands still, packets travel on. */
  get wireTime(): number {
    return this.#wireTick * this.#resolution
  }

  /** Something that happens outside of this machine, `delay` milliseconds of the wire's time from now. */
  onWire(delay: number, event: Due): Place {
    this.#wake()
    return this.#wire.add(this.#tickAfter(this.#wireTick, delay), event)
  }

  offWire(place: Place): void {
    this.#wire.cancel(place)
  }

  /** Something has come in, which the loop sees as soon as it runs: after its timers, before its turns. */
  deliver(event: Due): void {
    this.#input.push(event)
    this.#wake()
  }

  async run<T>(promise: Promise<T>, limit = DAY): Promise<T> {
    const settled = this.#watch.watch(promise, this.now(), limit)
    if (!this.#pumping) this.#watch.rest()
    return await settled
  }

  // At least one tick on, so that time passes for whoever waits for nothing again and again.
  #tickAfter(tick: number, delay: number): number {
    return tick + Math.max(1, Math.ceil(delay / this.#resolution - 1e-9))
  }

  #wake(): void {
    if (this.#pumping) return
    this.#pumping = true
    this.#watch.wake()
    setImmediate(this.#step)
  }

  /** One instant. Microtasks have had their turn before it, and have it again before the next one. */
  readonly #step = (): void => {
    try {
      if (this.#turns.size > 0 && this.#input.length === 0) this.#takeTurns()
      else this.#advance()
      this.#watch.passed(this.now())
    } finally {
      if (this.waiting > 0) setImmediate(this.#step)
      else {
        this.#pumping = false
        this.#watch.rest()
      }
    }
  }

  #takeTurns(): void {
    if (++this.#turnsHere > TURNS) this.#moveTo(Math.min(this.#tick + 1, this.#next()))
    this.#turns.take()
  }

  #advance(): void {
    const tick = this.#input.length > 0 ? this.#tick : this.#next()
    if (tick !== Infinity) this.#moveTo(tick)
  }

  /** The next instant at which the loop may see something. */
  #next(): number {
    return this.#afterStall(Math.min(this.#loop.first, this.#wire.first))
  }

  #afterStall(tick: number): number {
    if (this.#stalls === undefined || tick === Infinity) return tick
    const { every, length, first = every } = this.#stalls
    const time = tick * this.#resolution
    if (time < first) return tick
    const end = first + Math.floor((time - first) / every) * every + length
    return time < end ? Math.ceil(end / this.#resolution) : tick
  }

  /** All that happened on the wire until then, what is due in the loop, what has come in: in this order. */
  #moveTo(tick: number): void {
    if (tick > this.#tick) this.#turnsHere = 0
    for (let first = this.#wire.first; first <= tick; first = this.#wire.first) {
      this.#wireTick = first
      this.#wire.fireFirst()
    }
    this.#tick = this.#wireTick = Math.max(this.#tick, tick)
    while (this.#loop.first <= tick) this.#loop.fireFirst()
    const input = this.#input
    this.#input = []
    for (const event of input) event.fire()
  }
}

function isPossible({ every, length, first = every }: Stalls): boolean {
  return length > 0 && every > length && first >= 0
}

function optionError(name: string, expected: string, got: unknown): ScanError {
  return new ScanError('ERR_OPTION', `${name}: expected ${expected}, got ${String(got)}`, { input: name })
}
