import type { PortResult } from '../model/result.ts'
import type { Service, TlsSession } from '../model/service.ts'
import type { Connector } from '../net/connection.ts'
import { speakerOf } from './ask.ts'
import { askDatagrams } from './ask-datagrams.ts'
import type { CaseNotes } from './case-notes.ts'
import { converse } from './converse.ts'
import type { EndpointRecord } from './endpoint-record.ts'
import { Line } from './line.ts'
import { nameByDatagrams } from './name-by-datagrams.ts'
import { isUntouchable, maySpeak } from './priors.ts'
import { serviceOf } from './recognize.ts'
import type { Reaction } from './service-probe.ts'
import { unnamedService } from './unnamed-service.ts'
import { Waves, type WavesOptions } from './waves.ts'

export interface InvestigationOptions extends WavesOptions {
  /** Opens the connections for details of what has its name. Default: `connector`. */
  readonly detailConnector?: Connector | undefined
}

/** Finds out what one open port is: from what the scan has heard there, then by asking, then by talking on. */
export class Investigation {
  readonly #result: PortResult
  readonly #record: EndpointRecord
  readonly #options: InvestigationOptions
  readonly #notes: CaseNotes
  #stop: () => void = () => {}
  #over = false
  #cutShort: string | undefined

  /** `notes`: what the scan has heard (`heardBefore`); they are gone on with. */
  constructor(result: PortResult, record: EndpointRecord, notes: CaseNotes, options: InvestigationOptions) {
    this.#result = result
    this.#record = record
    this.#notes = notes
    this.#options = options
  }

  /** How the peer reacted to all that was asked. */
  get reactions(): readonly (Reaction | undefined)[] {
    return this.#notes.asked.map(({ reaction }) => reaction)
  }

  /** The service, always: at least the name that its port number suggests. With `whyNot` nothing is asked. */
  async run(whyNot?: string): Promise<Service> {
    if (whyNot !== undefined) return this.#describe(undefined, whyNot)
    if (this.#record.endpoint.transport === 'udp') return this.#overUdp()
    const line = this.#notes.settled ? undefined : await this.#ask()
    const found = this.#notes.finding
    if (found === undefined || !this.#mayTalkTo(speakerOf(found.match))) {
      line?.end()
      return this.#describe()
    }
    return this.#talkOn(line)
  }

  /** Closes everything at once; `why` is told of what has no name by then. */
  end(why?: string): void {
    this.#over = true
    this.#cutShort ??= why
    this.#stop()
  }

  /** Who is known by the answer that showed the port open may be asked for details; anybody else, for a name. */
  async #overUdp(): Promise<Service> {
    const { connector, probes, failed } = this.#options
    if (this.#over) return this.#describe()
    const line = new Line(this.#record, connector)
    this.#stop = () => line.end()
    const tools = { probes, failed, secured: () => {} }
    const asked = new Set(this.#notes.asked.map(({ name }) => name))
    const isQuiet = isUntouchable(this.#record.endpoint.port)
    const found = this.#notes.finding ?? (isQuiet ? undefined : await nameByDatagrams(line, asked, tools))
    const mayAsk = found !== undefined && this.#mayTalkTo(speakerOf(found.match))
    const finding = mayAsk ? await askDatagrams(line, found, tools) : found
    line.end()
    return this.#describe(finding && { finding, session: undefined })
  }

  #mayTalkTo(name: string): boolean {
    const { endpoint } = this.#record
    const probe = this.#options.probes.find((one) => one.name === name)
    return probe === undefined ? !isUntouchable(endpoint.port) : maySpeak(probe, endpoint)
  }

  async #ask(): Promise<Line | undefined> {
    const waves = new Waves(this.#record, this.#notes, this.#options)
    this.#stop = () => waves.end()
    return this.#over ? undefined : await waves.run()
  }

  async #talkOn(open: Line | undefined): Promise<Service> {
    const { connector, detailConnector = connector, probes, failed, tls, polite } = this.#options
    const line = open ?? new Line(this.#record, detailConnector)
    this.#stop = () => line.end()
    const tools = { probes, failed, secured: () => {} }
    const found = this.#notes.finding!
    if (this.#over) line.end()
    const { finding, session } = await converse(line, found, {
      tools,
      tls,
      polite,
      ready: open !== undefined,
    })
    line.end()
    return this.#describe({ finding, session })
  }

  #describe(
    talk?: { finding: NonNullable<CaseNotes['finding']>; session: TlsSession | undefined },
    whyNot = this.#cutShort,
  ): Service {
    const finding = this.#notes.conclusion(talk?.finding)
    if (finding === undefined) return unnamedService(this.#result, this.#notes.asked, whyNot)
    const service = serviceOf(finding.match, finding.context)
    const tls = talk?.session ?? service.tls ?? this.#notes.refused
    return tls === undefined ? service : { ...service, tls }
  }
}
