import { Duplex } from 'node:stream'
import type { Clock } from '../model/clock.ts'
import type { Connection, ReadEnd } from './connection.ts'
import { KEEP_LIMIT, WIRE_LIMIT } from './tcp-connection.ts'

/**
 * A Node stream over a `Connection`, for what can talk only to streams. The wire is read only while somebody waits
 * (`readUntil`), so the connection's own limit of bytes and one hard deadline hold for whatever runs inside.
 */
export class ConnectionStream extends Duplex {
  readonly #connection: Connection
  readonly #clock: Clock
  #sent: Uint8Array = nothing
  #received: Uint8Array = nothing
  #truncated = false
  #wireEnd: ReadEnd | undefined
  #askedAt: number | undefined
  #rtt: number | undefined
  #deadline = 0
  #wanted = false
  #reading = false

  constructor(connection: Connection, clock: Clock) {
    super()
    this.#connection = connection
    this.#clock = clock
  }

  /** What was written before the first answer, and the first answer: at most 16 KiB of each. */
  get opening(): { sent: Uint8Array; received: Uint8Array; truncated: boolean; rtt: number } {
    const rtt = this.#rtt ?? this.#clock.now() - (this.#askedAt ?? this.#clock.now())
    return { sent: this.#sent, received: this.#received, truncated: this.#truncated, rtt }
  }

  /** Why nothing more comes from the wire. */
  get wireEnd(): ReadEnd | undefined {
    return this.#wireEnd
  }

  /** Lets the wire be read until `deadline`, a time of the clock. */
  readUntil(deadline: number): void {
    this.#deadline = deadline
    this.#pump()
  }

  override _read(): void {
    this.#wanted = true
    this.#pump()
  }

  override _write(chunk: Uint8Array, _encoding: BufferEncoding, done: () => void): void {
    this.#askedAt ??= this.#clock.now()
    if (this.#received.length === 0) this.#sent = joined(this.#sent, chunk)
    this.#connection.write(chunk)
    done()
  }

  #pump(): void {
    const timeout = this.#deadline - this.#clock.now()
    if (this.#reading || !this.#wanted || this.#wireEnd !== undefined || this.destroyed || timeout <= 0)
      return
    this.#reading = true
    // Everything that was read is needed, or the records inside would not fit together.
    this.#connection.read({ timeout, keep: WIRE_LIMIT }).then(
      ({ bytes, end }) => {
        this.#reading = false
        this.#take(bytes, end)
      },
      (error: unknown) => this.destroy(error as Error),
    )
  }

  #take(bytes: Uint8Array, end: ReadEnd): void {
    if (this.destroyed) return
    if (end !== 'data' && end !== 'silence') this.#wireEnd = end
    if (bytes.length > 0) {
      this.#rtt ??= this.#clock.now() - (this.#askedAt ?? this.#clock.now())
      this.#truncated ||= this.#received.length + bytes.length > KEEP_LIMIT
      this.#received = joined(this.#received, bytes)
      this.#wanted = false
      this.push(bytes)
    }
    if (end === 'close') this.push(null)
    else if (end === 'reset') this.destroy(wireError('ECONNRESET', 'the peer reset the connection'))
    else if (end === 'full') this.destroy(wireError('EMSGSIZE', 'the peer sent more than is read of it'))
    else this.#pump()
  }
}

function joined(before: Uint8Array, chunk: Uint8Array): Uint8Array {
  const room = KEEP_LIMIT - before.length
  return room <= 0 ? before : Buffer.concat([before, chunk.subarray(0, room)])
}

function wireError(code: string, message: string): NodeJS.ErrnoException {
  return Object.assign(new Error(message), { code })
}

const nothing = new Uint8Array(0)
