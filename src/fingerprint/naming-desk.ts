import { systemClock } from '../model/clock.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { HostEvent, ScanEvent } from '../model/event.ts'
import type { Random } from '../model/random.ts'
import type { PortResult } from '../model/result.ts'
import type { Service } from '../model/service.ts'
import type { Connection } from '../net/connection.ts'
import { decoyPorts } from '../net/decoy-ports.ts'
import { createLimiter, type Limiter, type Release } from '../net/limiter.ts'
import { createTurns } from '../net/turns.ts'
import type { CaseNotes } from './case-notes.ts'
import { EndpointRecord } from './endpoint-record.ts'
import { heardBefore } from './heard-before.ts'
import type { HostMemory, Standing } from './host-memory.ts'
import { wavesOptions, type IdentifyServicesOptions } from './identify-options.ts'
import { Investigation } from './investigation.ts'
import { LoopWatch } from './loop-watch.ts'
import { PortMemory } from './port-memory.ts'
import { withoutLongWords } from './unknown-words.ts'
import { WarnOnce } from './warn-once.ts'
import type { WavesOptions } from './waves.ts'

/** Milliseconds for one endpoint from the first connection on, whatever it says. */
const ENDPOINT_TIME = 15_000
/** Milliseconds to wait for a port that is tried to see whether all are open. */
const DECOY_TIME = 3_000
const ALL_OPEN = 'not asked: every port of this host is open, as behind a SYN proxy or a tarpit'
const ABORTED = 'the scan was aborted before this port had a name'
const MUTE_HOST = 'not asked: the open ports of this host say nothing, all alike'

/** The share that those may have who said what nobody knows: with four connections each, two thirds of those there are. */
const STRANGE = 1 / 6
/** Endpoints whose first answers are read in one turn of the event loop. */
const PER_TURN = 8
/** Endpoints whose time is over that close their connections in one turn: each has four of them, perhaps full of a flood. */
const ENDS_PER_TURN = 4
/** Endpoints without a name that are worked on at once, by default. */
export const DESKS = 64

/** What one run of the stage shares between its endpoints. */
export class NamingDesk {
  readonly hosts: HostMemory
  readonly #ports = new PortMemory()
  readonly #options: IdentifyServicesOptions
  readonly #waves: WavesOptions
  readonly #warnings = new WarnOnce()
  readonly #loop: LoopWatch
  /** What is under way; ended together, by one listener on each signal however many there are. */
  readonly #running = new Map<Investigation, PortResult>()
  readonly #over = new AbortController()
  /** Those without a name wait here for each other; who has one by what was heard only asks for details, and is soon done. */
  readonly #asking: Limiter
  /** Hostile ones say what nobody knows, too: they leave some of those turns to who has said nothing. */
  readonly #strange: Limiter
  /** All that are worked on, or finished and not taken yet. */
  readonly #house: Limiter
  readonly #myTurn: () => Promise<void> | undefined
  readonly #gone = new WeakMap<PortResult, Release>()
  #watching = false
  #cutShort = false

  constructor(options: IdentifyServicesOptions, hosts: HostMemory) {
    const { concurrency = DESKS } = options
    this.#options = options
    this.#asking = createLimiter(concurrency)
    this.#strange = createLimiter(Math.ceil(STRANGE * concurrency))
    this.#house = createLimiter(2 * concurrency)
    this.hosts = hosts
    const { clock = systemClock } = options
    const turnToEnd = createTurns(ENDS_PER_TURN, clock)
    this.#waves = { ...wavesOptions(options, this.#warnings.matcherFailed), turnToEnd }
    this.#loop = new LoopWatch(clock)
    this.#myTurn = createTurns(PER_TURN, clock)
  }

  /**
   * Names one endpoint, when its turn has come; it keeps its place in the house until it is `taken`. After an abort it
   * leaves at once with what is known of it: that it is open is no less true.
   */
  async identify(result: PortResult, closed: AbortSignal): Promise<readonly ScanEvent[]> {
    this.#watch(closed)
    if (result.marks?.includes('all-open') === true) this.#giveUpOn(result.address)
    this.hosts.come(result.address)
    try {
      await this.#myTurn()
      const named = await this.#inTurn(result, closed)
      return [...this.#warnings.take(), named]
    } finally {
      this.hosts.go(result.address)
    }
  }

  async #inTurn(heard: PortResult, closed: AbortSignal): Promise<PortResult> {
    const notes = heardBefore(heard, this.#waves)
    const result = notes.finding === undefined ? withoutLongWords(heard) : heard
    const standing = standingOf(notes)
    await this.hosts.enter(result.address, standing)
    const heardOut = standing === 'strange' ? await this.#strange.acquire() : () => {}
    const asked = standing === 'named' ? () => {} : await this.#asking.acquire()
    const gone = await this.#house.acquire()
    try {
      const named = closed.aborted ? result : await this.#investigate(result, notes)
      this.#gone.set(named, gone)
      return named
    } catch (error) {
      gone()
      throw error
    } finally {
      asked()
      heardOut()
      this.hosts.leave(result.address, standing)
    }
  }

  /** Somebody has taken it: there is room for another one. */
  taken(event: ScanEvent): void {
    if (event.kind === 'port') this.#gone.get(event)?.()
  }

  /** Everybody has left: where an abort hurried anybody, its reason is the end. */
  end(): void {
    if (this.#cutShort) this.#options.signal?.throwIfAborted()
  }

  async #investigate(result: PortResult, notes: CaseNotes): Promise<PortResult> {
    const { clock = systemClock, random = Math.random, contact } = this.#options
    const { address, port, transport } = result
    const seen = { lately: this.#ports.lately(port), neighbours: this.hosts.names(address) }
    const record = new EndpointRecord(endpointOf(result), {
      clock,
      random,
      contact,
      time: ENDPOINT_TIME,
      rtt: result.rtt,
      before: result.exchanges,
      lost: () => this.#loop.lost,
      atOnce: this.#waves.atOnce,
    })
    const investigation = new Investigation(result, record, notes, {
      ...this.#waves,
      detailConnector: this.#options.detailConnector,
      spent: timeSpent(result),
      ...(transport === 'tcp' && { seen }),
    })
    this.#loop.enter()
    this.#running.set(investigation, result)
    let callOff = (): void => {}
    record.onContact(() => (callOff = clock.after(ENDPOINT_TIME, () => investigation.end())))
    try {
      const service = await investigation.run(this.#whyNot(result))
      // Who answers a datagram says nothing of those who take every connection, and who was hurried nothing at all.
      if (transport === 'tcp' && !this.#over.signal.aborted) {
        this.#remember(result, service)
        this.hosts.note(address, investigation.reactions)
        if (this.hosts.needsTrial(address)) await this.#tryDecoys(result, random)
      }
      return this.#marked(withService(result, service, record))
    } finally {
      callOff()
      this.#loop.leave()
      this.#running.delete(investigation)
      investigation.end()
    }
  }

  #remember({ address, port }: PortResult, { name, confidence }: Service): void {
    if (confidence === 'port-table' || confidence === 'pattern') return
    this.#ports.note(port, name)
    this.hosts.noteName(address, name)
  }

  /** A host is done when its last port is named: what is known of it by then goes with it. */
  async finished(event: HostEvent): Promise<readonly [HostEvent]> {
    await this.hosts.rest(event.address)
    const allOpen = this.hosts.isAllOpen(event.address)
    this.hosts.forget(event.address)
    if (!allOpen || event.marks?.includes('all-open') === true) return [event]
    return [{ ...event, marks: [...(event.marks ?? []), 'all-open'] }]
  }

  /** Does somebody in between take every connection? Then ports that nobody opens on purpose are open too. */
  async #tryDecoys({ address, family }: PortResult, random: Random): Promise<void> {
    const { signal } = this.#over
    const isOpen = (port: number): Promise<boolean> =>
      this.#options
        .connector({ address, family, port, transport: 'tcp' }, { timeout: DECOY_TIME, signal })
        .then(closed, () => false)
    const open = await Promise.all(decoyPorts([], random).map(isOpen))
    if (!open.includes(false)) this.#giveUpOn(address)
  }

  #marked(result: PortResult): PortResult {
    const { transport, address, marks = [] } = result
    if (transport !== 'tcp' || marks.includes('all-open') || !this.hosts.isAllOpen(address)) return result
    return { ...result, marks: ['all-open', ...marks] }
  }

  /** Asking makes no sense there: neither what waits nor what is under way goes on. */
  #giveUpOn(address: string): void {
    if (this.hosts.isAllOpen(address)) return
    this.hosts.noteAllOpen(address)
    for (const [investigation, result] of this.#running) {
      if (result.transport === 'tcp' && result.address === address) investigation.end()
    }
  }

  #whyNot({ address, transport }: PortResult): string | undefined {
    if (this.#over.signal.aborted) {
      this.#cutShort = true
      return ABORTED
    }
    if (transport !== 'tcp') return undefined
    if (this.hosts.isAllOpen(address)) return ALL_OPEN
    return this.hosts.isMute(address) ? MUTE_HOST : undefined
  }

  // The stage's own signal always fires, at the end too; then nothing is left on the user's signal.
  #watch(closed: AbortSignal): void {
    if (this.#watching) return
    this.#watching = true
    const { signal } = this.#options
    const endAll = (): void => {
      this.#over.abort()
      this.#cutShort ||= this.#running.size > 0
      for (const investigation of this.#running.keys()) investigation.end(ABORTED)
    }
    if (signal?.aborted === true) endAll()
    else signal?.addEventListener('abort', endAll)
    closed.addEventListener('abort', () => {
      signal?.removeEventListener('abort', endAll)
      endAll()
    })
  }
}

function standingOf({ settled, unknownData }: CaseNotes): Standing {
  if (settled) return 'named'
  return unknownData ? 'strange' : 'unnamed'
}

function closed(connection: Connection): boolean {
  connection.close()
  return true
}

function withService(result: PortResult, service: Service, record: EndpointRecord): PortResult {
  const exchanges = [...(result.exchanges ?? []), ...record.exchanges]
  const spoken = exchanges.find(({ received, probe }) => received.length > 0 && probe !== 'tls')
  const banner = result.banner ?? spoken?.received
  return {
    ...result,
    ...(exchanges.length > 0 && { exchanges }),
    ...(banner !== undefined && { banner }),
    service,
  }
}

/** Milliseconds for which the scan has waited for its words, and for which the first dial will. */
function timeSpent({ exchanges = [], rtt }: PortResult): number {
  return exchanges.reduce((sum, exchange) => sum + exchange.rtt, rtt)
}

function endpointOf({ address, family, port, transport, name }: PortResult): Endpoint {
  return { address, family, port, transport, ...(name !== undefined && { name }) }
}
