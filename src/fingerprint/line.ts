import type { Exchange } from '../model/result.ts'
import type { TlsSession } from '../model/service.ts'
import type { Connection, Connector, DialFailure, ReadEnd, Received } from '../net/connection.ts'
import { CANCELLED } from '../net/outcome.ts'
import { startTls, type StartTlsOptions, type TlsFailure } from '../net/start-tls.ts'
import type { EndpointRecord } from './endpoint-record.ts'
import { readAnswer } from './read-answer.ts'

const DIAL_TIME = 3_000
const GOODBYE_TIME = 250

/** How TLS is to be spoken. */
export type WantedTls = Pick<StartTlsOptions, 'alpn' | 'starttls' | 'anonymous'>

/**
 * One conversation with an endpoint, over one connection at a time. `end()` may come at any moment and closes what
 * is open; every step then fails with `undefined`, and nothing more is put on record.
 */
export class Line {
  readonly record: EndpointRecord
  /** Called, perhaps more than once, when the peer has been quiet for longer than an answer should take. */
  onQuiet: () => void = () => {}
  /** Milliseconds that an answer should take at most. Default: the record's `silence`. */
  quietAfter: number | undefined
  /** The alert by which the peer ended the last TLS session after the handshake: `'certificate_required'`. */
  refusal: string | undefined
  readonly #connector: Connector
  readonly #ending = new AbortController()
  #connection: Connection | undefined

  constructor(record: EndpointRecord, connector: Connector) {
    this.record = record
    this.#connector = connector
  }

  /** Whether something can be said now. */
  get connected(): boolean {
    return this.#connection !== undefined
  }

  get tls(): TlsSession | undefined {
    return this.#connection?.tls
  }

  /**
   * A new connection; the one before is closed. Says how the dial failed, where it did. `anyPort`: by datagram, what
   * the same address sends from another port is an answer too.
   */
  async dial(anyPort = false): Promise<DialFailure | undefined> {
    this.hangUp()
    const { signal } = this.#ending
    const timeout = Math.min(DIAL_TIME, this.record.time)
    if (signal.aborted || timeout === 0) return { code: CANCELLED }
    this.record.connections++
    let goOn = (): void => {}
    const onQueue = (queued: boolean): void => {
      goOn()
      goOn = queued ? this.record.peerTime.hold() : () => {}
    }
    try {
      const options = { timeout, signal, onQueue, ...(anyPort && { anyPort }) }
      this.#connection = await this.#connector(this.record.endpoint, options)
    } catch (error) {
      return error as DialFailure
    } finally {
      goOn()
    }
    this.record.connected(this.#connection.rtt)
    return this.#unlessEnded()
  }

  /** Goes over to TLS. Says how the handshake failed, where it did; the connection is closed then. */
  async secure(wanted: WantedTls = {}): Promise<TlsFailure | undefined> {
    const raw = this.#connection
    const { name } = this.record.endpoint
    if (raw === undefined) return ENDED
    try {
      const secured = await this.#patiently(() =>
        startTls(raw, {
          timeout: this.record.time,
          clock: this.record.clock,
          signal: this.#ending.signal,
          ...wanted,
          ...(name !== undefined && { serverName: name }),
        }),
      )
      this.#connection = secured
      this.#keep({ probe: 'tls', ...secured.handshake, sent: NO_BYTES, end: 'data', tls: secured.tls })
      return this.#unlessEnded()
    } catch (error) {
      const failure = error as TlsFailure
      this.#connection = undefined
      const { end, session } = failure
      this.#keep({ probe: 'tls', ...failure.handshake, sent: NO_BYTES, end: endOf(end), tls: session })
      return failure
    }
  }

  /**
   * Says something (or, with no bytes, nothing) and reads the answer, for at most `patience` milliseconds.
   * `undefined` once the line has ended.
   */
  async say(
    probe: string,
    sent: Uint8Array,
    enough?: (bytes: Uint8Array) => boolean,
    patience = Infinity,
  ): Promise<Received | undefined> {
    const connection = this.#connection
    if (connection === undefined) return undefined
    if (sent.length > 0) connection.write(sent)
    const { clock, silence, time } = this.record
    const timeout = Math.min(time, patience)
    const received = await this.#patiently((onFirst) =>
      readAnswer(connection, { timeout, gap: silence, enough, clock, onFirst }),
    )
    if (this.#ending.signal.aborted) return undefined
    const { bytes, truncated, end, rtt } = received
    if (end !== 'silence') this.record.reacted(rtt)
    const { tls } = connection
    this.refusal = tls?.error
    this.#keep({
      probe,
      sent,
      received: bytes,
      truncated,
      end: endOf(end),
      rtt,
      ...(tls !== undefined && { tls }),
    })
    if (end !== 'data' && end !== 'silence') this.hangUp()
    return received
  }

  /** Says something that is not answered. */
  write(bytes: Uint8Array): void {
    this.#connection?.write(bytes)
  }

  /** Says goodbye, gives the peer a moment to hear it, and closes. */
  async leave(goodbye?: Uint8Array): Promise<void> {
    if (goodbye !== undefined && this.#connection !== undefined) {
      const timeout = Math.min(GOODBYE_TIME, this.record.time, 20 + 2 * this.record.rtt)
      this.#connection.write(goodbye)
      await this.#connection.read({ timeout })
    }
    this.hangUp()
  }

  /** Closes the connection; another may be dialled. */
  hangUp(): void {
    this.#connection?.close()
    this.#connection = undefined
  }

  /** Closes everything for good; a dial under way is called off. */
  end(): void {
    // A reason of our own: the usual one is an error, whose stack costs more than the rest of the end.
    this.#ending.abort(CANCELLED)
    this.hangUp()
  }

  // The line may have ended while something was under way: nobody else would close what came of it.
  #unlessEnded(): TlsFailure | undefined {
    if (!this.#ending.signal.aborted) return undefined
    this.hangUp()
    return ENDED
  }

  #keep(exchange: Exchange): void {
    if (!this.#ending.signal.aborted) this.record.keep(exchange)
  }

  async #patiently<T>(work: (onFirst: () => void) => Promise<T>): Promise<T> {
    const { peerTime, silence } = this.record
    const callOff = peerTime.after(this.quietAfter ?? silence, () => this.onQuiet())
    try {
      return await work(callOff)
    } finally {
      callOff()
    }
  }
}

function endOf(end: ReadEnd): Exchange['end'] {
  return end === 'full' ? 'data' : end
}

const NO_BYTES = new Uint8Array(0)
const ENDED: TlsFailure = {
  code: CANCELLED,
  session: {},
  handshake: { sent: NO_BYTES, received: NO_BYTES, truncated: false, rtt: 0 },
  end: 'close',
}
