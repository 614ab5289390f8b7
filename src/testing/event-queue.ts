/** Something that falls due at a time. */
export interface Due {
  fire(): void
}

/** What waits for one instant. */
interface Instant {
  readonly tick: number
  events: (Due | undefined)[]
  live: number
  firing: boolean
}

/** Where an event stands, to call it off. */
export interface Place {
  readonly instant: Instant
  /** The instant's list at the time: it gets a new one whenever nothing of it is left. */
  readonly events: (Due | undefined)[]
  readonly index: number
}

/**
 * Events by whole ticks: a heap of the instants that have any, and a list for each. A scan in virtual time has many
 * events and few instants, so this is several times cheaper than a heap of events.
 */
export class EventQueue {
  readonly #instants = new Map<number, Instant>()
  readonly #heap: number[] = []
  #live = 0

  /** Events that wait. */
  get size(): number {
    return this.#live
  }

  /** The earliest tick that has an event; `Infinity` where none waits. */
  get first(): number {
    const heap = this.#heap
    while (heap.length > 0) {
      const tick = heap[0]!
      const instant = this.#instants.get(tick)!
      if (instant.live > 0) return tick
      this.#remove(instant)
    }
    return Infinity
  }

  /** Events of one tick fire in the order of their adding. */
  add(tick: number, event: Due): Place {
    let instant = this.#instants.get(tick)
    if (instant === undefined) {
      instant = { tick, events: [], live: 0, firing: false }
      this.#instants.set(tick, instant)
      siftUp(this.#heap, tick)
    }
    instant.live++
    this.#live++
    const { events } = instant
    return { instant, events, index: events.push(event) - 1 }
  }

  /** True unless it has fired or was called off before. */
  cancel({ instant, events, index }: Place): boolean {
    if (events[index] === undefined) return false
    events[index] = undefined
    this.#live--
    instant.live--
    // Nothing is kept of what will not happen.
    if (instant.live === 0 && !instant.firing) instant.events = []
    return true
  }

  /** Fires the events of the earliest tick; what is added to it meanwhile waits for the next call. */
  fireFirst(): void {
    const instant = this.#instants.get(this.first)
    if (instant === undefined) return
    instant.firing = true
    const { events } = instant
    const { length } = events
    try {
      for (let index = 0; index < length; index++) {
        const event = events[index]
        if (event === undefined) continue
        events[index] = undefined
        instant.live--
        this.#live--
        event.fire()
      }
    } finally {
      instant.firing = false
    }
    if (instant.live === 0) this.#remove(instant)
  }

  #remove(instant: Instant): void {
    this.#instants.delete(instant.tick)
    siftDown(this.#heap)
  }
}

function siftUp(heap: number[], tick: number): void {
  let at = heap.length
  while (at > 0) {
    const parent = (at - 1) >> 1
    if (heap[parent]! <= tick) break
    heap[at] = heap[parent]!
    at = parent
  }
  heap[at] = tick
}

/** Takes the least one out. */
function siftDown(heap: number[]): void {
  const last = heap.pop()!
  if (heap.length === 0) return
  let at = 0
  for (let child = 1; child < heap.length; child = at * 2 + 1) {
    if (child + 1 < heap.length && heap[child + 1]! < heap[child]!) child++
    if (heap[child]! >= last) break
    heap[at] = heap[child]!
    at = child
  }
  heap[at] = last
}
