import type { Warning } from '../../model/event.ts'
import { quoted } from './report-trouble.ts'

/** Different words that are remembered. */
const MOST = 100

/** Counts what another program says and we have no word for, so that each is told once. */
export class UnclearWords {
  readonly #counts = new Map<string, number>()

  /** `made`: what was made of it. */
  add(word: string, made: string): void {
    const text = `${quoted(word)}: ${made}`
    const count = this.#counts.get(text) ?? 0
    if (count > 0 || this.#counts.size < MOST) this.#counts.set(text, count + 1)
  }

  *warnings(): Generator<Warning> {
    for (const [text, count] of this.#counts) {
      const times = count === 1 ? '' : ` (${count} times)`
      yield { kind: 'warning', code: 'report-unclear', message: `${text}${times}` }
    }
  }
}
