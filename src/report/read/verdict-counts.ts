import type { StateCounts } from '../../model/event.ts'
import type { PortResult } from '../../model/result.ts'
import { addCounts, countStates } from '../state-counts.ts'
import { verdictOf } from './foreign-words.ts'
import type { UnclearWords } from './unclear-words.ts'
import { wholeNumber, type Attributes } from './xml-attributes.ts'

/** The ports of a host that nmap does not list one by one: `extraports`, with `extrareasons` in it. */
export class VerdictCounts {
  readonly #unclear: UnclearWords
  #counts: StateCounts = {}
  #state = ''
  #left = 0

  constructor(unclear: UnclearWords) {
    this.#unclear = unclear
  }

  begin({ state = '', count }: Attributes): void {
    this.#state = state
    this.#left = amount(count)
  }

  add({ reason = '', count, proto }: Attributes): void {
    const some = Math.min(amount(count), this.#left)
    this.#left -= some
    this.#note(reason, some, proto)
  }

  /** Old versions tell no reasons. */
  end(): void {
    this.#note('', this.#left, undefined)
    this.#left = 0
  }

  /** All of them, and those that are listed. */
  with(ports: readonly PortResult[]): StateCounts {
    return addCounts(this.#counts, countStates(ports))
  }

  #note(reason: string, count: number, proto: string | undefined): void {
    if (count === 0) return
    const verdict = verdictOf(this.#state, reason, proto === 'udp' ? 'udp' : 'tcp', this.#unclear)
    this.#counts = addCounts(this.#counts, { [verdict.state]: { [verdict.reason]: count } })
  }
}

function amount(text: string | undefined): number {
  return Math.min(wholeNumber(text) ?? 0, 2 * 65_536)
}
