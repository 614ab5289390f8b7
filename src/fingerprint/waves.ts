import type { TlsSession } from '../model/service.ts'
import type { Connector } from '../net/connection.ts'
import { ask, type AskTools, type Finding, type Reply } from './ask.ts'
import type { CaseNotes, OpenQuestion } from './case-notes.ts'
import type { EndpointRecord } from './endpoint-record.ts'
import { Line } from './line.ts'
import { askedName, nextWave, type PlanState, type Question } from './plan.ts'
import type { MatcherFailed } from './recognize.ts'
import type { ServiceProbe } from './service-probe.ts'

export interface WavesOptions {
  readonly connector: Connector
  readonly probes: readonly ServiceProbe[]
  readonly intensity: number
  readonly tls: boolean
  /** Milliseconds and connections while nothing identifies. */
  readonly time: number
  readonly connections: number
  /** Sockets to this endpoint at once. */
  readonly atOnce: number
  readonly failed: MatcherFailed
  /** What this port is elsewhere, and what other ports of this host are. */
  readonly seen?: Pick<PlanState, 'lately' | 'neighbours'>
}

/** Probes sent after an answer came that nobody knows, and connections then. */
const PROBES_AFTER_DATA = 4
const CONNECTIONS_AFTER_DATA = 12
/** A peer that closes so often, on silence too, is not going to answer anything. */
const MOST_CLOSES = 6
/** The share of the time that slow answers are waited for once all has been asked. */
const PATIENCE = 0.8
const MOST_FAILED_DIALS = 3
/** Mail and FTP servers look up who calls before they greet, and hold it against those who speak first. */
const GREETING_TIME = 2_000

interface Attempt {
  readonly line: Line
  readonly question: Question
  asked: OpenQuestion
  /** Nothing came for longer than an answer should take; it may still come, but nobody holds back for it. */
  quiet: boolean
}

/**
 * Asks wave after wave until the notes are settled, nothing is left to ask, or the budget is used up. A question
 * whose answer is late goes on waiting beside the next wave, as long as there are sockets for both.
 */
export class Waves {
  readonly #record: EndpointRecord
  readonly #notes: CaseNotes
  readonly #options: WavesOptions
  readonly #running = new Set<Attempt>()
  #openLine: Line | undefined
  #failedDials = 0
  #askedAfterData = 0
  #over = false
  #wake: () => void = () => {}

  constructor(record: EndpointRecord, notes: CaseNotes, options: WavesOptions) {
    this.#record = record
    this.#notes = notes
    this.#options = options
  }

  /** Resolves with the line on which the service was found, if the talk can go on there; its owner is the caller. */
  async run(): Promise<Line | undefined> {
    const { clock } = this.#record
    const { time } = this.#options
    const callOffs: (() => void)[] = []
    this.#record.onContact(() => {
      if (!this.#over) callOffs.push(clock.after(time, () => this.#stop()))
    })
    let patient = false
    while (!this.#over && !this.#done()) {
      const wave = this.#mayAsk() ? nextWave(this.#planState()) : []
      if (wave.length > 0) this.#start(wave)
      else if (this.#running.size === 0) break
      else if (!patient && !this.#inFirstSilence()) {
        patient = true
        callOffs.push(clock.after(Math.max(0, PATIENCE * time - this.#record.elapsed), () => this.#stop()))
      }
      await this.#change()
    }
    for (const callOff of callOffs) callOff()
    this.#stop()
    return this.#openLine
  }

  /** Ends all questions at once. */
  end(): void {
    this.#stop()
    this.#openLine?.end()
  }

  #done(): boolean {
    const weak = this.#notes.finding?.match.wantsTls === true
    return this.#notes.settled && !this.#ownAnswerDue() && !(weak && this.#inFirstSilence())
  }

  #inFirstSilence(): boolean {
    return [...this.#running].some(({ quiet }) => !quiet)
  }

  // What an answer to another probe gave away is better told by the service's own answer, if that is on its way.
  #ownAnswerDue(): boolean {
    const { match, context } = this.#notes.finding ?? {}
    if (match === undefined || context?.probe === match.name) return false
    return [...this.#running].some(({ asked }) => asked.name === match.name)
  }

  #mayAsk(): boolean {
    const { connections } = this.#record
    if (this.#inFirstSilence() || this.#ownAnswerDue()) return false
    if (connections >= this.#options.connections || this.#failedDials >= MOST_FAILED_DIALS) return false
    if (this.#notes.unknownData) {
      return this.#askedAfterData < PROBES_AFTER_DATA && connections < CONNECTIONS_AFTER_DATA
    }
    return !this.#notes.isWrapped(MOST_CLOSES)
  }

  #planState(): PlanState {
    const { probes, intensity, tls, seen } = this.#options
    const { session, wantsTls, asked } = this.#notes
    const { port } = this.#record.endpoint
    const insideTls = session !== undefined
    return { port, probes, intensity, tls, insideTls, onlyTls: wantsTls, asked, ...seen }
  }

  #start(wave: readonly Question[]): void {
    const { atOnce, connections } = this.#options
    const free = atOnce - this.#running.size
    // Those that only wait for a slow answer make room for new questions; the likelier ones, asked first, wait on.
    const room = Math.min(Math.max(free, Math.ceil(atOnce / 2)), wave.length)
    const leaving = [...this.#running].reverse().slice(0, Math.max(0, room - free))
    for (const attempt of leaving) this.#giveUp(attempt)
    let most = Math.min(room, connections - this.#record.connections)
    if (this.#notes.unknownData) most = Math.min(most, PROBES_AFTER_DATA - this.#askedAfterData)
    for (const question of wave.slice(0, most)) this.#attempt(question)
  }

  #attempt(question: Question): void {
    const { connector, probes, failed } = this.#options
    const insideTls = this.#notes.session !== undefined
    const line = new Line(this.#record, connector)
    const asked = this.#notes.ask(askedName(question, insideTls), insideTls)
    const attempt: Attempt = { line, question, asked, quiet: false }
    this.#running.add(attempt)
    if (this.#notes.unknownData) this.#askedAfterData++
    if (question.probe?.serverFirst === true) line.quietAfter = GREETING_TIME
    line.onQuiet = () => {
      attempt.quiet = true
      attempt.asked.reaction ??= 'silence'
      this.#wake()
    }
    const secured = insideTls ? () => {} : (session: TlsSession) => this.#secured(attempt, session)
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

  #answered(attempt: Attempt, { reaction, dialled, finding }: Reply): void {
    if (!this.#running.delete(attempt)) return
    if (!dialled) this.#failedDials++
    if (reaction !== 'failed') {
      attempt.asked.reaction = reaction
      this.#notes.hear(reaction, finding)
    }
    if (finding !== undefined && this.#notes.finding === finding) this.#keepOpen(attempt, finding)
    else attempt.line.hangUp()
    this.#wake()
  }

  // Only where this service's own words were said can the talk go on.
  #keepOpen({ line, question }: Attempt, { match, context }: Finding): void {
    const own =
      question.probe?.name === match.name && (context.probe === match.name || context.probe === 'listen')
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
    for (const other of [...this.#running]) if (other !== attempt) this.#giveUp(other)
    attempt.asked = this.#notes.ask(askedName(attempt.question, true), true)
    attempt.quiet = false
  }

  #giveUp(attempt: Attempt): void {
    this.#running.delete(attempt)
    attempt.line.end()
  }

  #stop(): void {
    this.#over = true
    for (const attempt of [...this.#running]) this.#giveUp(attempt)
    this.#wake()
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }
}
