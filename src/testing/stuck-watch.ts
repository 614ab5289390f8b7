import { ScanError } from 'portscan-core'

/** A promise that somebody runs by a clock. */
interface Watched {
  /** The virtual time until which it may wait. */
  readonly until: number
  readonly limit: number
  fail(error: ScanError): void
}

/** Milliseconds of real time that nothing happens before a promise counts as stuck: files and such may be read. */
const GRACE = 500

/** Watches promises that move by a virtual clock, so that none waits for ever without a word. */
export class StuckWatch {
  readonly #watched = new Set<Watched>()
  #grace: NodeJS.Timeout | undefined

  /** What the promise gives; `ERR_STATE` once it is stuck. */
  async watch<T>(promise: Promise<T>, now: number, limit: number): Promise<T> {
    return await new Promise<T>((resolve, reject) => {
      const watched: Watched = { until: now + limit, limit, fail: reject }
      this.#watched.add(watched)
      const over = (): void => {
        this.#watched.delete(watched)
        if (this.#watched.size === 0) clearTimeout(this.#grace)
      }
      promise.finally(over).then(resolve, reject)
    })
  }

  /** Virtual time has passed. */
  passed(now: number): void {
    for (const watched of this.#watched) {
      if (now > watched.until) this.#fail(watched, `it still waits after ${watched.limit} ms of virtual time`)
    }
  }

  /** Nothing is scheduled any more. Who waits has a moment of real time to schedule something. */
  rest(): void {
    clearTimeout(this.#grace)
    if (this.#watched.size === 0) return
    this.#grace = setTimeout(() => {
      for (const watched of this.#watched) {
        this.#fail(watched, 'nothing is scheduled on this clock, so nothing can move it')
      }
    }, GRACE)
  }

  /** Something is scheduled again. */
  wake(): void {
    clearTimeout(this.#grace)
  }

  #fail(watched: Watched, why: string): void {
    this.#watched.delete(watched)
    const message =
      `the promise that the virtual clock runs is stuck: ${why}; expected it to settle. ` +
      'Does everything that it waits for use this clock?'
    watched.fail(new ScanError('ERR_STATE', message))
  }
}
