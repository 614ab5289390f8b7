import type { TlsSession } from '../model/service.ts'
import { speakerOf, type Finding } from './ask.ts'
import type { Asked } from './plan-state.ts'
import { RANK } from './recognize.ts'
import type { Reaction } from './service-probe.ts'

/** One question as it stands; the reaction is filled in when it is known. */
export interface OpenQuestion extends Asked {
  reaction: Reaction | undefined
}

/** What is known of one endpoint so far: what was asked, how it reacted, the best finding. No sockets, no time. */
export class CaseNotes {
  readonly asked: Asked[] = []
  /** The TLS session that was set up; everything after it is said inside. */
  session: TlsSession | undefined
  /** True once the peer has refused whatever would be said inside TLS. */
  barred = false
  #finding: Finding | undefined
  #outside: Finding | undefined
  #refused: TlsSession | undefined
  #unknownData = false
  readonly #tlsAllowed: boolean

  constructor(tlsAllowed: boolean) {
    this.#tlsAllowed = tlsAllowed
  }

  get finding(): Finding | undefined {
    return this.#finding
  }

  /**
   * What the service is by all that was heard: where nothing inside TLS was answered, what the server said when it was
   * spoken to without, if that was that it wants TLS.
   */
  conclusion(finding = this.#finding): Finding | undefined {
    if (finding?.match.name !== 'tls' || this.session === undefined) return finding
    const { match, context } = this.#outside ?? finding
    return { match, context: { ...context, tls: this.session } }
  }

  /** A handshake that the peer refused with an alert, for a service that wants TLS all the same. */
  get refused(): TlsSession | undefined {
    return this.#finding?.match.wantsTls === true ? this.#refused : undefined
  }

  /** True once the peer said something that nobody knows. */
  get unknownData(): boolean {
    return this.#unknownData
  }

  /** True while TLS is the one thing left to try. */
  get wantsTls(): boolean {
    const match = this.#finding?.match
    return this.#tlsAllowed && (match?.wantsTls === true || match?.name === 'tls')
  }

  /** True when the service has a name that further questions would not better. */
  get settled(): boolean {
    if (this.#finding === undefined) return false
    const { match, context } = this.#finding
    // A finished handshake says only that there is something inside.
    if (context.tls !== undefined) return match.name !== 'tls'
    return !this.wantsTls || this.#heardOf('tls')
  }

  /** Whether the peer closed so often, on whatever it was asked so far, and did not even wait for a word. */
  isWrapped(times: number): boolean {
    const heard = this.asked.filter(({ reaction }) => reaction !== undefined)
    const closed = heard.filter(({ reaction }) => reaction === 'close' || reaction === 'reset')
    const deaf = closed.some(({ name, tls }) => name === 'listen' && !tls)
    return deaf && closed.length >= times && closed.length === heard.length
  }

  ask(name: string, tls: boolean, again = false): OpenQuestion {
    const question: OpenQuestion = { name, tls, reaction: undefined, ...(again && { again }) }
    this.asked.push(question)
    return question
  }

  /** Takes down an answer, and keeps the finding if it is better than the one there is. */
  hear(reaction: Reaction, finding: Finding | undefined): void {
    if (finding === undefined) this.#unknownData ||= reaction === 'data'
    else {
      const { match, context } = finding
      if (match.tls?.error !== undefined) this.#refused = match.tls
      if (match.wantsTls === true && match.name !== 'tls' && context.tls === undefined)
        this.#outside ??= finding
      if (this.#finding === undefined || worth(finding) > worth(this.#finding)) this.#finding = finding
    }
  }

  #heardOf(name: string): boolean {
    return this.asked.some((one) => one.name === name && !one.tls && one.reaction !== undefined)
  }
}

// What is inside TLS counts more than what answered outside, a name more than "it is TLS", and the answer to a service's
// own words more than what it said to others.
function worth({ match, context }: Finding): number {
  const inside = context.tls === undefined ? 0 : 100
  const own = context.probe === speakerOf(match) ? 1 : 0
  const onlyTls = match.name === 'tls' ? -50 : 0
  return RANK[match.confidence] * 10 + own + inside + onlyTls - (match.wantsTls === true ? 5 : 0)
}
