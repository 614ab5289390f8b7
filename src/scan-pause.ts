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

  /** Resolves when it is not, or no longer, paused, or when the signal fires. */
  async whenResumed(signal: AbortSignal): Promise<void> {
    while (this.#paused && !signal.aborted) {
      await new Promise<void>((resolve) => {
        const done = (): void => {
          off()
          signal.removeEventListener('abort', done)
          resolve()
        }
        const off = this.onResume(done)
        signal.addEventListener('abort', done)
      })
    }
  }

  onResume(resumed: () => void): () => void {
    this.#listeners.add(resumed)
    return () => this.#listeners.delete(resumed)
  }
}
