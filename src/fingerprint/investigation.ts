import type { Exchange, PortResult } from '../model/result.ts'
import type { Service, TlsSession } from '../model/service.ts'
import type { Connector } from '../net/connection.ts'
import { ask, type AskTools, type Finding, type Reply } from './ask.ts'
import { converse } from './converse.ts'
import type { EndpointRecord } from './endpoint-record.ts'
import { Line } from './line.ts'
import { askedName, nextWave, type Asked, type PlanState, type Question } from './plan.ts'
import { isUntouchable } from './priors.ts'
import { bestMatch, RANK, serviceOf, type MatcherFailed } from './recognize.ts'
import type { ServiceProbe } from './service-probe.ts'
import { unnamedService } from './unnamed-service.ts'

export interface InvestigationOptions {
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
}

/** Probes sent after an answer came that nobody knows, and connections then. */
const PROBES_AFTER_DATA = 4
const CONNECTIONS_AFTER_DATA = 12
/** A peer that closes on this many different questions and answers none is not going to answer one. */
const MOST_CLOSES = 6
/** The share of the time that slow answers are waited for once all has been asked. */
const PATIENCE = 0.8
const MOST_FAILED_DIALS = 3

interface Attempt {
  readonly line: Line
  readonly question: Question
  asked: { -readonly [K in keyof Asked]: Asked[K] }
  quiet: boolean
}

/** Finds out what one open port is: from what the scan has heard there, then by asking, wave after wave. */
export class Investigation {
  readonly #options: InvestigationOptions
  readonly #record: EndpointRecord
  readonly #result: PortResult
  readonly #running = new Set<Attempt>()
  readonly #lines = new Set<Line>()
  readonly #asked: Asked[] = []
  readonly #tools: AskTools
  #finding: Finding | undefined
  /** The line on which the finding was made, if the talk can go on there. */
  #openLine: Line | undefined
  #session: TlsSession | undefined
  /** A handshake that did not complete. */
  #refused: TlsSession | undefined
  #failedDials = 0
  #askedAfterData: number | undefined
  #over = false
  #wake: () => void = () => {}

  constructor(result: PortResult, record: EndpointRecord, options: InvestigationOptions) {
    this.#result = result
    this.#record = record
    this.#options = options
    const { probes, failed } = options
    this.#tools = { probes, failed, secured: () => {} }
  }

  /** The service, always: at least the name that its port number suggests. */
  async run(ask: boolean, whyNot?: string): Promise<Service> {
    for (const exchange of this.#result.exchanges ?? []) this.#hear(exchange)
    if (!ask) return this.#describe(undefined, whyNot)
    if (!this.#settled) await this.#waves()
    const found = this.#finding
    if (found === undefined || this.#over || isUntouchable(this.#record.endpoint.port))
      return this.#describe()
    const line = this.#openLine ?? this.#line()
    const { tls } = this.#options
    const ready = this.#openLine !== undefined
    const { finding, session } = await converse(line, found, { tools: this.#tools, tls, ready })
    this.#finding = finding
    return this.#describe(session)
  }

  /** How the peer reacted to all that was asked. */
  get reactions(): readonly Asked['reaction'][] {
    return this.#asked.map(({ reaction }) => reaction)
  }

  /** Closes everything at once. */
  end(): void {
    this.#over = true
    for (const line of this.#lines) line.end()
    this.#wake()
  }

  get #settled(): boolean {
    if (this.#finding === undefined) return false
    const { match, context } = this.#finding
    // A finished handshake says only that there is something inside.
    if (context.tls !== undefined) return match.name !== 'tls'
    return !this.#wantsTls() || this.#knows('tls')
  }

  #wantsTls(): boolean {
    const match = this.#finding?.match
    return this.#options.tls && (match?.wantsTls === true || match?.name === 'tls')
  }

  #knows(name: string): boolean {
    return this.#asked.some((one) => one.name === name && !one.tls && one.reaction !== undefined)
  }

  #hear({ probe, sent, received, end, tls }: Exchange): void {
    const context = this.#record.context(probe, sent, tls)
    const match = bestMatch(received, context, this.#options.probes, this.#options.failed)
    const reaction = received.length > 0 ? 'data' : end
    this.#asked.push({ name: probe, tls: tls !== undefined && probe !== 'tls', reaction, hasty: true })
    if (match !== undefined) this.#consider({ match, context })
    else if (reaction === 'data') this.#askedAfterData ??= 0
  }

  async #waves(): Promise<void> {
    const { clock } = this.#record
    const start = clock.now()
    const callOff = clock.after(this.#options.time, () => this.#stopAsking())
    let patience: (() => void) | undefined
    try {
      for (;;) {
        if (this.#over || this.#settled) break
        const inFirstSilence = [...this.#running].some(({ quiet }) => !quiet)
        const wave = inFirstSilence || this.#exhausted() ? [] : nextWave(this.#planState())
        if (wave.length > 0) this.#start(wave)
        else if (this.#running.size === 0) break
        else if (!inFirstSilence) {
          const left = start + PATIENCE * this.#options.time - clock.now()
          patience ??= clock.after(Math.max(0, left), () => this.#stopAsking())
        }
        await this.#change()
      }
    } finally {
      callOff()
      patience?.()
      this.#stopAsking()
    }
  }

  #exhausted(): boolean {
    const { connections } = this.#record
    if (connections >= this.#options.connections || this.#failedDials >= MOST_FAILED_DIALS) return true
    if (this.#askedAfterData !== undefined) {
      return this.#askedAfterData >= PROBES_AFTER_DATA || connections >= CONNECTIONS_AFTER_DATA
    }
    const closed = this.#asked.filter(({ reaction }) => reaction === 'close' || reaction === 'reset').length
    return closed >= MOST_CLOSES && closed === this.#asked.length
  }

  #planState(): PlanState {
    const { probes, intensity, tls } = this.#options
    const { port } = this.#record.endpoint
    const insideTls = this.#session !== undefined
    return { port, probes, intensity, tls, insideTls, onlyTls: this.#wantsTls(), asked: this.#asked }
  }

  #start(wave: readonly Question[]): void {
    const { atOnce, connections } = this.#options
    const free = atOnce - this.#running.size
    const lingering = [...this.#running].filter(({ quiet }) => quiet)
    // Those who only wait for a slow answer make room for new questions, the first asked first.
    const room = Math.min(Math.max(free, Math.min(lingering.length, Math.ceil(atOnce / 2))), wave.length)
    for (const attempt of lingering.slice(0, Math.max(0, room - free))) this.#giveUp(attempt)
    const budget = Math.min(room, connections - this.#record.connections)
    for (const question of wave.slice(0, Math.max(1, budget))) this.#attempt(question)
  }

  #attempt(question: Question): void {
    const line = this.#line()
    const insideTls = this.#session !== undefined
    const asked = { name: askedName(question, insideTls), tls: insideTls, reaction: undefined }
    const attempt: Attempt = { line, question, asked, quiet: false }
    this.#open(attempt, asked)
    if (this.#askedAfterData !== undefined) this.#askedAfterData++
    this.#running.add(attempt)
    line.onQuiet = () => {
      attempt.quiet = true
      attempt.asked.reaction ??= 'silence'
      this.#wake()
    }
    const secured = insideTls ? () => {} : (session: TlsSession) => this.#secured(attempt, session)
    void ask(line, question, { ...this.#tools, secured })
      .catch((error: unknown) => this.#broken(question, error))
      .then((reply) => this.#answered(attempt, reply))
  }

  // Not the peer's doing: a probe's own function has thrown.
  #broken({ probe }: Question, error: unknown): Reply {
    if (probe !== undefined) this.#options.failed(probe, error)
    return { reaction: 'failed' }
  }

  #answered(attempt: Attempt, { reaction, finding }: Reply): void {
    if (!this.#running.delete(attempt)) return
    if (reaction === 'failed') this.#failedDials++
    else attempt.asked.reaction = reaction
    if (finding !== undefined && this.#consider(finding)) this.#keepOpen(attempt, finding)
    else attempt.line.hangUp()
    if (reaction === 'data' && finding === undefined) this.#askedAfterData ??= 0
    this.#wake()
  }

  // Only a line on which this service's own words were said can go on with its details.
  #keepOpen({ line, question }: Attempt, { match, context }: Finding): void {
    const own =
      question.probe?.name === match.name && (context.probe === match.name || context.probe === 'listen')
    this.#openLine?.hangUp()
    this.#openLine = own && line.connected ? line : undefined
    if (this.#openLine === undefined) line.hangUp()
  }

  /** Takes a finding if it is better than the one there is. */
  #consider(finding: Finding): boolean {
    if (finding.match.name === 'tls' && finding.match.tls?.error !== undefined)
      this.#refused = finding.match.tls
    if (this.#finding !== undefined && worth(finding) <= worth(this.#finding)) return false
    this.#finding = finding
    return true
  }

  #secured(attempt: Attempt, session: TlsSession): void {
    this.#session ??= session
    const { port } = this.#record.endpoint
    const context = { probe: 'tls', transport: 'tcp' as const, port, tls: session }
    const evidence = `TLS handshake completed: ${session.version ?? 'unknown version'}`
    this.#consider({ match: { name: 'tls', confidence: 'verified', evidence }, context })
    // What still waits for an answer in plain text waits in vain.
    for (const other of [...this.#running]) if (other !== attempt && !other.question.tls) this.#giveUp(other)
    attempt.asked.reaction = 'data'
    this.#open(attempt, { name: askedName(attempt.question, true), tls: true, reaction: undefined })
  }

  #open(attempt: Attempt, asked: Attempt['asked']): void {
    attempt.asked = asked
    attempt.quiet = false
    this.#asked.push(asked)
  }

  #giveUp(attempt: Attempt): void {
    this.#running.delete(attempt)
    attempt.line.end()
    this.#lines.delete(attempt.line)
  }

  #stopAsking(): void {
    for (const attempt of [...this.#running]) this.#giveUp(attempt)
    this.#wake()
  }

  #line(): Line {
    const line = new Line(this.#record, this.#options.connector)
    this.#lines.add(line)
    return line
  }

  #change(): Promise<void> {
    return new Promise((resolve) => {
      this.#wake = resolve
    })
  }

  #describe(session?: TlsSession, whyNot?: string): Service {
    if (this.#finding === undefined) return unnamedService(this.#result, this.#asked, whyNot)
    const { match, context } = this.#finding
    const refused = match.wantsTls === true ? this.#refused : undefined
    const service = serviceOf(match, context)
    const tls = session ?? service.tls ?? refused
    return tls === undefined ? service : { ...service, tls }
  }
}

function worth({ match, context }: Finding): number {
  const inside = context.tls === undefined ? 0 : 100
  const onlyTls = match.name === 'tls' ? -50 : 0
  return RANK[match.confidence] * 10 + inside + onlyTls - (match.wantsTls === true ? 5 : 0)
}
