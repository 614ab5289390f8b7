import type { TlsSession } from '../model/service.ts'
import type { Connector } from '../net/connection.ts'
import { ask, speakerOf, type AskTools, type Finding, type Reply } from './ask.ts'
import { Attempts, type Attempt } from './attempts.ts'
import type { CaseNotes } from './case-notes.ts'
import type { EndpointRecord } from './endpoint-record.ts'
import { keepTime } from './keep-time.ts'
import { Line } from './line.ts'
import { askedName, furtherQuestions, openingWave, questionsToRepeat } from './plan.ts'
import type { PlanState, Question } from './plan-state.ts'
import { isUntouchable } from './priors.ts'
import type { MatcherFailed } from './recognize.ts'
import type { ServiceProbe } from './service-probe.ts'

export interface WavesOptions {
  readonly connector: Connector
  readonly probes: readonly ServiceProbe[]
  readonly intensity: number
  readonly tls: boolean
  /** Milliseconds and connections while nothing identifies. */
  readonly time: number
  /** Milliseconds of that which were used up before, by what the scan has heard and by the first dial. Default 0. */
  readonly spent?: number
  readonly connections: number
  /** Sockets to this endpoint at once. */
  readonly atOnce: number
  /** At most one connection for details alone, and that only where the product is not known. Default false. */
  readonly polite?: boolean
  /** The probes that are the user's own. */
  readonly own?: PlanState['own']
  readonly failed: MatcherFailed
  /** Waits until this endpoint may close what it has open, so that those whose time ends together do not stop the loop. */
  readonly turnToEnd?: () => Promise<void> | undefined
  /** What this port is elsewhere, and what other ports of this host are. */
  readonly seen?: Pick<PlanState, 'lately' | 'neighbours'>
}

/** Probes sent after an answer came that nobody knows, and connections then. */
const PROBES_AFTER_DATA = 4
const CONNECTIONS_AFTER_DATA = 12
/** A peer that closes so often, on silence too, is not going to answer anything: a request, a ClientHello, patience. */
const MOST_CLOSES = 3
/** The shares of the time for all questions: at most, so that there is some to spare, and whatever was used up before. */
const USED = 0.88
const LEAST_USED = 0.5
/** Milliseconds to come to the end. */
const ENDING = 100
/** The share of the time after which no slow answer is waited for any more where questions are to be repeated. */
const PATIENCE = 0.8
const MOST_FAILED_DIALS = 3
/** Mail and FTP servers look up who calls before they greet, and hold it against those who speak first. */
const GREETING_TIME = 2_000

/**
 * Asks the questions of the opening, then the others as connections become free, until the notes are settled, nothing is
 * left to ask, or the budget is used up. At last what was answered with silence is asked again, one at a time. A question
 * whose answer is late goes on waiting as long as nobody else needs its connection.
 */
export class Waves {
  readonly #record: EndpointRecord
  readonly #notes: CaseNotes
  readonly #options: WavesOptions
  readonly #attempts: Attempts
  /** Milliseconds for all questions together. */
  readonly #time: number
  #openLine: Line | undefined
  #failedDials = 0
  #askedAfterData = 0
  #over = false
  #wake: () => void = () => {}

  constructor(record: EndpointRecord, notes: CaseNotes, options: WavesOptions) {
    this.#record = record
    this.#notes = notes
    this.#options = options
    this.#attempts = new Attempts(record, options.atOnce)
    const { time, spent = 0 } = options
    this.#time = Math.min(USED * time, Math.max(LEAST_USED * time, time - spent - ENDING))
  }

  /** Resolves with the line on which the service was found, if the talk can go on there; its owner is the caller. */
  async run(): Promise<Line | undefined> {
    const { peerTime } = this.#record
    let callOff = (): void => {}
    this.#record.onContact(() => {
      if (!this.#over) callOff = peerTime.after(this.#time, () => void this.#runOut())
    })
    while (!this.#over && !this.#done() && this.#askMore()) await this.#change()
    callOff()
    this.#stop()
    return this.#openLine
  }

  /** Ends all questions at once. */
  end(): void {
    this.#stop()
    this.#openLine?.end()
  }

  #done(): boolean {
    if (this.#isWrapped()) return true
    const weak = this.#notes.finding?.match.wantsTls === true
    return this.#notes.settled && !this.#ownAnswerDue() && !(weak && this.#attempts.inFirstSilence())
  }

  #isWrapped(): boolean {
    return !this.#notes.unknownData && this.#notes.isWrapped(MOST_CLOSES)
  }

  // What an answer to another probe gave away is better told by the service's own answer, if that is on its way.
  #ownAnswerDue(): boolean {
    const { match, context } = this.#notes.finding ?? {}
    if (match === undefined || context?.probe === speakerOf(match)) return false
    return this.#attempts.all.some(({ asked }) => asked.name === speakerOf(match))
  }

  /** Asks what there is room for. False: nothing is left to ask, and there is no answer to wait for. */
  #askMore(): boolean {
    if (this.#ownAnswerDue() || !this.#mayAsk()) return this.#attempts.all.length > 0
    const state = this.#planState()
    const opening = openingWave(state)
    if (opening.length > 0) {
      if (!this.#attempts.inFirstSilence()) this.#askAll(opening, true)
    } else if (!this.#attempts.inFirstSilence(true)) {
      const further = furtherQuestions(state)
      if (further.length === 0) return this.#askAgain(state)
      this.#askAll(further, false)
    }
    return this.#attempts.all.length > 0
  }

  #mayAsk(): boolean {
    if (this.#record.connections >= this.#options.connections) return false
    if (this.#failedDials >= MOST_FAILED_DIALS || this.#notes.barred) return false
    if (!this.#notes.unknownData) return true
    return this.#askedAfterData < PROBES_AFTER_DATA && this.#record.connections < CONNECTIONS_AFTER_DATA
  }

  #planState(): PlanState {
    const { probes, intensity, tls, own, seen } = this.#options
    const { session, wantsTls, asked } = this.#notes
    const { port } = this.#record.endpoint
    const insideTls = session !== undefined
    const known = { insideTls, onlyTls: wantsTls, asked, ...(own && { own }), ...seen }
    return { port, probes, intensity, tls, ...known }
  }

  #askAll(questions: readonly Question[], opening: boolean): void {
    for (const question of questions) {
      if (this.#attempts.room === 0 || !this.#mayAsk()) return
      this.#attempts.makeRoom()
      // Nobody's turn depends on what a peer does that is not asked anything.
      this.#attempt(question, { opening: opening && question.probe !== undefined })
    }
  }

  /** All has been asked. False: there is no more to wait for. */
  #askAgain(state: PlanState): boolean {
    if (this.#attempts.inFirstSilence()) return true
    const waiting = this.#attempts.all
    const [question] = this.#notes.unknownData ? [] : questionsToRepeat(state)
    if (question === undefined) return waiting.length > 0 && !isUntouchable(state.port)
    const { elapsed } = this.#record.peerTime
    const isKept = ({ at, keep, question: { late } }: Attempt): boolean =>
      late !== true && elapsed < Math.min(at + keep, PATIENCE * this.#time)
    if (waiting.some(isKept)) return true
    if (elapsed + this.#record.silence > this.#time) return false
    this.#attempts.giveUpAll()
    this.#attempt(question, { again: true })
    return true
  }

  #attempt(question: Question, { opening = false, again = false }): void {
    const { connector, probes, failed } = this.#options
    const insideTls = this.#notes.session !== undefined
    const line = new Line(this.#record, connector)
    const asked = this.#notes.ask(askedName(question, insideTls), insideTls, again)
    const { peerTime, silence, endpoint } = this.#record
    const others = this.#attempts.all.map((attempt) => attempt.keep)
    const keep = keepTime(question, {
      ...this.#options,
      port: endpoint.port,
      opening,
      insideTls,
      silence,
      others,
    })
    const attempt: Attempt = { line, question, asked, opening, keep, at: peerTime.elapsed, quiet: false }
    this.#attempts.add(attempt)
    if (this.#notes.unknownData) this.#askedAfterData++
    if (question.probe?.serverFirst === true) line.quietAfter = GREETING_TIME
    line.onQuiet = () => {
      attempt.quiet = true
      attempt.asked.reaction ??= 'silence'
      this.#wake()
    }
    const secured: AskTools['secured'] = (session, probe) => {
      attempt.question = { ...question, probe }
      if (!insideTls) this.#secured(attempt, session)
    }
    const tools: AskTools = { probes, failed, secured }
    void ask(line, question, tools)
      .catch((error: unknown) => this.#broken(question, error))
      .then((reply) => this.#answered(attempt, reply))
  }

  // Not the peer's doing: a probe's own function has thrown.
  #broken({ probe }: Question, error: unknown): Reply {
    if (probe !== undefined) this.#options.failed(probe, error)
    return { reaction: 'failed', dialled: false }
  }

  #answered(attempt: Attempt, { reaction, dialled, finding, refusal }: Reply): void {
    if (!this.#attempts.delete(attempt)) return
    if (!dialled) this.#failedDials++
    if (refusal !== undefined) this.#bar(refusal)
    if (reaction !== 'failed') {
      // Who hung up only after a while has waited for a word.
      const patient = attempt.quiet && attempt.asked.name === 'listen' && reaction !== 'data'
      attempt.asked.reaction = patient ? 'silence' : reaction
      this.#notes.hear(reaction, finding)
    }
    if (finding !== undefined && this.#notes.finding === finding) this.#keepOpen(attempt, finding)
    else attempt.line.hangUp()
    this.#wake()
  }

  // Without a certificate nobody is heard there.
  #bar(refusal: string): void {
    if (this.#notes.session === undefined || !refusal.includes('certificate')) return
    this.#notes.session = { ...this.#notes.session, error: refusal }
    this.#notes.barred = true
  }

  // Only where this service's own words were said, or its greeting waited for, can the talk go on.
  #keepOpen({ line, question }: Attempt, { match, context }: Finding): void {
    const speaker = speakerOf(match)
    const heard = context.probe === 'listen'
    const probe =
      question.probe ??
      this.#options.probes.find(({ name, serverFirst }) => serverFirst === true && name === speaker)
    const own = probe?.name === speaker && (context.probe === speaker || heard)
    this.#openLine?.end()
    this.#openLine = own && line.connected ? line : undefined
    if (this.#openLine === undefined) line.end()
  }

  #secured(attempt: Attempt, session: TlsSession): void {
    const { endpoint } = this.#record
    const context = { probe: 'tls', transport: endpoint.transport, port: endpoint.port, tls: session }
    const evidence = `TLS handshake completed: ${session.version ?? 'unknown version'}`
    this.#notes.session ??= session
    attempt.asked.reaction = 'data'
    this.#notes.hear('data', { match: { name: 'tls', confidence: 'verified', evidence }, context })
    // What still waits for an answer in plain text waits in vain.
    for (const other of this.#attempts.all) if (other !== attempt) this.#attempts.giveUp(other)
    attempt.asked = this.#notes.ask(askedName(attempt.question, true), true)
    attempt.quiet = false
  }

  async #runOut(): Promise<void> {
    await this.#options.turnToEnd?.()
    this.#stop()
  }

  #stop(): void {
    this.#over = true
    this.#attempts.giveUpAll()
    this.#wake()
  }

  /** Something was heard, or it is time to look again. */
  #change(): Promise<void> {
    const { peerTime } = this.#record
    const { room, roomIn = Infinity } = this.#attempts
    const patience = PATIENCE * this.#time - peerTime.elapsed
    const lookIn = Math.min(room > 0 ? Infinity : roomIn, patience > 0 ? patience : Infinity)
    return new Promise((resolve) => {
      const callOff = lookIn < Infinity && peerTime.started ? peerTime.after(lookIn, resolve) : () => {}
      this.#wake = () => {
        callOff()
        resolve()
      }
    })
  }
}
