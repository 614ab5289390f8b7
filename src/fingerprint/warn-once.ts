import type { Warning } from '../model/event.ts'
import type { MatcherFailed } from './recognize.ts'

/** Turns the bugs of matchers into one warning each, so that a peer's bytes never end a scan. */
export class WarnOnce {
  readonly #told = new Set<string>()
  readonly #pending: Warning[] = []

  readonly matcherFailed: MatcherFailed = ({ name }, error) => {
    if (this.#told.has(name)) return
    this.#told.add(name)
    const message = `The probe '${name}' failed, which is a bug in the probe: ${String(error)}`
    this.#pending.push({ kind: 'warning', code: 'probe-failed', message })
  }

  take(): Warning[] {
    return this.#pending.splice(0)
  }
}
