import type { Pause } from './probe/probe-settings.ts'

/** The switch behind `pause()` and `resume()`. */
export class PauseSwitch implements Pause {
  readonly #listeners = new Set<() => void>()
  #paused = false

  get paused(): boolean {
    return this.#paused
  }

  set(paused: boolean): void {
    this.#paused = paused
    if (!paused) for (const resumed of this.#listeners) resumed()
  }

  onResume(resumed: () => void): () => void {
    this.#listeners.add(resumed)
    return () => this.#listeners.delete(resumed)
  }
}
