import type { TlsSession } from '../model/service.ts'
import { ask, speak, speakerOf, type AskTools, type Finding } from './ask.ts'
import { known } from './field.ts'
import type { Line } from './line.ts'
import { checkMatch } from './recognize.ts'
import type { DetailStep, Match, ServiceProbe, StartTls } from './service-probe.ts'

/** Further steps for details, whatever a probe asks for. */
const MOST_STEPS = 6

export interface ConverseOptions {
  readonly tools: AskTools
  /** Speak STARTTLS where it is offered. */
  readonly tls: boolean
  /** At most one connection for a step alone, and that only where the product is not known. */
  readonly polite?: boolean | undefined
  /** True where the line is connected and has heard the greeting or the answer to this service's own first words. */
  readonly ready: boolean
}

/** A finding with its details, and the TLS session that STARTTLS gave. */
export interface Conversation {
  readonly finding: Finding
  readonly session?: TlsSession
}

/**
 * Talks on in the protocol that was found: its own first words where another probe's answer gave it away, the
 * steps for details, STARTTLS for the certificate, and goodbye. What fails leaves the finding as it is.
 */
export async function converse(line: Line, found: Finding, options: ConverseOptions): Promise<Conversation> {
  const probe = options.tools.probes.find(({ name }) => name === speakerOf(found.match))
  if (probe === undefined) {
    line.hangUp()
    return { finding: found }
  }
  const talk = new Talk(line, probe, found, options)
  try {
    await talk.details()
    return await talk.startTls()
  } catch (error) {
    // The peer cannot make anything throw here: it is a bug in one of the probe's own functions.
    options.tools.failed(probe, error)
    line.hangUp()
    return { finding: talk.finding }
  }
}

class Talk {
  finding: Finding
  readonly #line: Line
  readonly #probe: ServiceProbe
  readonly #options: ConverseOptions
  readonly #insideTls: boolean
  #ready: boolean
  /** Its own first words were not answered in its own way: nothing more is asked. */
  #lost = false

  constructor(line: Line, probe: ServiceProbe, found: Finding, options: ConverseOptions) {
    this.#line = line
    this.#probe = probe
    this.#options = options
    this.finding = found
    this.#insideTls = found.context.tls !== undefined
    this.#ready = options.ready && line.connected
  }

  // A peer that has answered once does not need long for the next answer.
  get #patience(): number {
    return 5 * this.#line.record.silence
  }

  async details(): Promise<void> {
    // Its own first words say more than the answer to a foreign question.
    const { probe: asked } = this.finding.context
    if (asked !== this.#probe.name && this.#probe.hello !== undefined && !this.#ready) await this.#begin()
    let spent = false
    for (let step = 0; step < MOST_STEPS; step++) {
      const { match, answer } = this.finding
      const context = { ...this.#line.record.hello(this.#insideTls), ...(answer && { answer }) }
      const next = this.#probe.detail?.(match, step, context)
      if (next === undefined) return
      const fresh = next.fresh === true
      if (fresh && this.#options.polite === true && (spent || match.product !== undefined)) return
      spent ||= fresh
      if (!(await this.#reach(fresh))) return
      await this.#take(next)
    }
  }

  async startTls(): Promise<Conversation> {
    const { startTls } = this.#probe
    const wanted = this.#options.tls && !this.#insideTls && startTls?.offered(this.finding.match) === true
    if (!wanted || !(await this.#reach(startTls.fresh === true))) {
      await this.#line.leave(this.#ready ? this.#probe.goodbye : undefined)
      return { finding: this.finding }
    }
    const session = await this.#upgrade(startTls)
    const inside = session?.version === undefined ? undefined : startTls.detail?.(this.finding.match)
    if (inside !== undefined && this.#line.connected) await this.#take(inside)
    await this.#line.leave(session?.error === undefined ? this.#probe.goodbye : undefined)
    return { finding: this.finding, ...(session !== undefined && { session }) }
  }

  async #upgrade(startTls: StartTls): Promise<TlsSession | undefined> {
    const { name } = this.#probe
    if (startTls.accepted === undefined) this.#line.write(startTls.send)
    else {
      const answer = await this.#line.say(name, startTls.send, startTls.accepted, this.#patience)
      if (answer === undefined || !startTls.accepted(answer.bytes)) return undefined
    }
    const failure = await this.#line.secure({ starttls: name })
    return failure === undefined ? this.#line.tls : failure.session
  }

  async #take(step: DetailStep): Promise<void> {
    const answer = await this.#line.say(this.#probe.name, step.send, step.enough, this.#patience)
    if (answer === undefined || answer.bytes.length === 0) return
    const context = this.#line.record.context(this.#probe.name, step.send, this.finding.context.tls)
    const match = step.merge(this.finding.match, answer.bytes, context)
    checkMatch(match, 'merge()')
    // A greeting stays the reason for the name, whatever was asked after it.
    this.finding = { match, context: this.finding.context, answer: answer.bytes }
  }

  /** What was agreed on before, else what the probe is known by. */
  get #alpn(): readonly string[] {
    const agreed = this.finding.context.tls?.alpn
    return agreed === undefined ? (this.#probe.alpn ?? []) : [agreed]
  }

  /** Sees to it that the next words can be said: on this connection, or on a new one where they have to be. */
  async #reach(fresh: boolean): Promise<boolean> {
    if (this.#lost) return false
    if (this.#ready && this.#line.connected && !fresh) return true
    if (!fresh) return this.#begin()
    if ((await this.#line.dial()) !== undefined) return false
    if (this.#insideTls && (await this.#line.secure({ alpn: this.#alpn })) !== undefined) return false
    if (this.#probe.serverFirst === true) await speak(this.#line, this.#probe, this.#options.tools)
    this.#ready = this.#line.connected
    return this.#ready
  }

  /** A new connection with this service's own first words; a better answer takes the place of the finding. */
  async #begin(): Promise<boolean> {
    // Greetings may be held back for seconds on purpose; answers are not.
    const patience = this.#probe.serverFirst === true ? Infinity : this.#patience
    const tools = { ...this.#options.tools, patience }
    const { finding } = await ask(this.#line, { probe: this.#probe, tls: this.#insideTls }, tools)
    if (finding === undefined || speakerOf(finding.match) !== this.#probe.name) {
      this.#line.hangUp()
      this.#lost = true
      return false
    }
    this.finding = { ...finding, match: withProduct(finding.match, this.finding.match) }
    this.#ready = this.#line.connected
    return this.#ready
  }
}

/** The better answer; where it does not say who speaks, one and the same server said so just now. */
function withProduct(better: Match, before: Match): Match {
  if (better.product !== undefined || before.product === undefined) return better
  const { product, vendor, version, cpe, os, device } = before
  return { ...better, ...known({ product, vendor, version, cpe, os, device }) }
}
