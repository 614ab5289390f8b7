import type { Clock } from '../model/clock.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Random } from '../model/random.ts'
import type { Exchange } from '../model/result.ts'
import type { TlsSession } from '../model/service.ts'
import { helloContext, type Speaker } from './opener.ts'
import { PeerTime, type PeerTimeOptions } from './peer-time.ts'
import type { AnswerContext, HelloContext } from './service-probe.ts'
import { isSame, shortened, withShortWords } from './unknown-words.ts'

/** Bytes kept of all exchanges of one endpoint together. */
export const KEPT_IN_ALL = 262_144
/** Milliseconds for one question and its answer, whatever the peer does. */
export const QUESTION_TIME = 5_000
/** Waits are derived from the round trip; this is the least of them. */
const LEAST_SILENCE = 280
/** What has just reacted slowly needs so much longer than that for an answer, and nobody waits for it beyond this. */
const SLOW_FACTOR = 1.5
const SLOW_SILENCE = 600

export interface EndpointRecordOptions extends PeerTimeOptions {
  readonly random: Random
  readonly contact?: string | undefined
  /** Milliseconds for all conversations with this endpoint together, from the first connection on. */
  readonly time: number
  /** Milliseconds of a round trip, as far as it is known. */
  readonly rtt: number
  /** What was said to it before. */
  readonly before?: readonly Exchange[] | undefined
}

/** What all conversations with one endpoint share: what was said, what it cost, how much time is left. */
export class EndpointRecord {
  readonly endpoint: Endpoint
  readonly clock: Clock
  readonly exchanges: Exchange[] = []
  /** Connections that were dialled. */
  connections = 0
  /** What the peer had of the time since the first connection: waits of our own cost it nothing. */
  readonly peerTime: PeerTime
  readonly #speaker: Speaker
  readonly #time: number
  readonly #before: readonly Exchange[]
  readonly #onContact: (() => void)[] = []
  #contactAt: number | undefined
  #rtt: number
  #slow = 0
  #kept = 0
  /** What was read as an answer to nothing, and nobody knew. */
  readonly #unknown: Uint8Array[] = []

  constructor(endpoint: Endpoint, options: EndpointRecordOptions) {
    const { clock, random, contact, time, rtt, before = [] } = options
    this.endpoint = endpoint
    this.clock = clock
    this.peerTime = new PeerTime(options)
    this.#speaker = { random, contact }
    this.#time = time
    this.#rtt = rtt
    this.#before = before
  }

  /** Milliseconds that one question may still take. */
  get time(): number {
    const elapsed = this.#contactAt === undefined ? 0 : this.clock.now() - this.#contactAt
    return Math.max(0, Math.min(QUESTION_TIME, this.#time - elapsed))
  }

  /** Calls `run` once the first connection is there. */
  onContact(run: () => void): void {
    if (this.#contactAt === undefined) this.#onContact.push(run)
    else run()
  }

  get rtt(): number {
    return this.#rtt
  }

  /** Milliseconds of quiet after which an answer is not expected soon. */
  get silence(): number {
    return Math.max(LEAST_SILENCE, 4 * this.#rtt, this.#slow)
  }

  /** A connection is there, `rtt` milliseconds after it was dialled. */
  connected(rtt: number): void {
    // A late handshake may be our own doing; the next one from far away is late again.
    const seen = Math.min(rtt, 1_000)
    this.#rtt = seen < this.#rtt ? seen : (this.#rtt + seen) / 2
    if (this.#contactAt !== undefined) return
    this.#contactAt = this.clock.now()
    this.peerTime.start()
    for (const run of this.#onContact.splice(0)) run()
  }

  /** The peer answered, or hung up, so many milliseconds after it was asked. */
  reacted(after: number): void {
    this.#slow = Math.min(SLOW_FACTOR * after, SLOW_SILENCE)
  }

  hello(tls: boolean): HelloContext {
    return helloContext(this.endpoint, this.#speaker, tls)
  }

  context(probe: string, sent: Uint8Array, tls?: TlsSession): AnswerContext {
    const { port, transport } = this.endpoint
    return { probe, sent, port, transport, ...(tls !== undefined && { tls }) }
  }

  /** Whether it says just that whatever it is asked: then it is no answer to that question. */
  saysAnyway(probe: string, received: Uint8Array): boolean {
    return received.length > 0 && this.#heard(received, (one) => one.probe !== probe) !== undefined
  }

  keep(exchange: Exchange): void {
    // Who says the same again and again takes the memory of it once.
    const same = this.#heard(exchange.received)
    const kept = same === undefined ? exchange : withShortWords(exchange, same.received)
    const size = kept.sent.length + kept.received.length
    if (this.#kept + size > KEPT_IN_ALL) return
    this.#kept += size
    this.exchanges.push(kept)
  }

  /** Nobody knows what was received: less of it is enough. */
  shorten(received: Uint8Array): void {
    const at = this.exchanges.findLastIndex((one) => one.received === received)
    if (at < 0) return
    const short = withShortWords(this.exchanges[at]!)
    this.exchanges[at] = short
    this.#kept -= received.length - short.received.length
  }

  /** Whether nobody knew just that when it was read before, as an answer to nothing. */
  isUnknown(received: Uint8Array): boolean {
    return this.#unknown.some((one) => isSame(one, received))
  }

  noteUnknown(received: Uint8Array): void {
    if (received.length > 0 && !this.isUnknown(received)) this.#unknown.push(shortened(received))
  }

  /** An exchange in which just that was heard. */
  #heard(received: Uint8Array, among = (_one: Exchange): boolean => true): Exchange | undefined {
    const same = (one: Exchange): boolean => among(one) && isSame(one.received, received)
    return this.#before.find(same) ?? this.exchanges.find(same)
  }
}
