import type { TLSSocket } from 'node:tls'
import type { Clock } from '../model/clock.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { TlsSession } from '../model/service.ts'
import type { Connection, ReadEnd, ReadOptions, Received } from './connection.ts'
import { guardedRead } from './guarded-read.ts'
import type { ConnectionStream } from './connection-stream.ts'
import { KEEP_LIMIT } from './tcp-connection.ts'

/** What a handshake was, as data: the first flight of each side. */
export interface Handshake {
  /** The ClientHello, and what else was sent before the first answer. */
  readonly sent: Uint8Array
  /** The first bytes of the answer, at most 16 KiB. */
  readonly received: Uint8Array
  readonly truncated: boolean
  /** Milliseconds from the ClientHello to the first byte of the answer. */
  readonly rtt: number
}

interface Waiting {
  readonly options: ReadOptions
  readonly started: number
  readonly resolve: (received: Received) => void
  readonly callOff: () => void
}

/** A conversation inside TLS. Bytes are bounded on the wire, where the peer sends them, not after decryption. */
export class TlsConnection implements Connection {
  readonly endpoint: Endpoint
  readonly rtt: number
  tls: TlsSession
  readonly handshake: Handshake
  readonly #raw: Connection
  readonly #stream: ConnectionStream
  readonly #socket: TLSSocket
  readonly #clock: Clock
  /** Decrypted and not yet read; the limit of the wire bounds it. */
  #arrived: Uint8Array = nothing
  #firstAt: number | undefined
  #over: ReadEnd | undefined
  #waiting: Waiting | undefined

  constructor(
    raw: Connection,
    stream: ConnectionStream,
    socket: TLSSocket,
    session: TlsSession,
    clock: Clock,
  ) {
    this.endpoint = raw.endpoint
    this.rtt = raw.rtt
    this.tls = session
    this.handshake = stream.opening
    this.#raw = raw
    this.#stream = stream
    this.#socket = socket
    this.#clock = clock
    socket.on('data', (chunk: Uint8Array) => this.#receive(chunk))
    socket.on('end', () => this.#finish('close'))
    socket.on('close', () => this.#finish('close'))
    socket.on('error', (error: NodeJS.ErrnoException) => {
      // In TLS 1.3 a server refuses its client after the handshake: whose certificate is missing hears of it only then.
      const alert = /_ALERT_(\w+)$/.exec(error.code ?? '')?.[1]?.toLowerCase()
      if (alert !== undefined) this.tls = { ...this.tls, error: alert }
      this.#finish('reset')
    })
  }

  write(bytes: Uint8Array): void {
    if (this.#over === undefined && bytes.length > 0) this.#socket.write(bytes)
  }

  read(options: ReadOptions): Promise<Received> {
    return guardedRead(options, (guarded) => this.#read(guarded))
  }

  #read(options: ReadOptions): Promise<Received> {
    if (this.#waiting !== undefined) throw new Error('one read at a time: the one before has not ended')
    return new Promise((resolve) => {
      const started = this.#clock.now()
      // A loop that comes back late finds the time-out before the bytes that lie in the kernel: those come first.
      const settle = (): void => {
        if (this.#waiting === waiting) this.#settle('silence')
      }
      const late = (): void => {
        callOff()
        try {
          if (this.#waiting === waiting) callOff = this.#clock.turn(settle)
        } catch {
          // A clock that fails where nobody would hear of it: the time is over.
          settle()
        }
      }
      let callOff = this.#clock.after(options.timeout, late)
      const waiting = { options, started, resolve, callOff: () => callOff() }
      this.#waiting = waiting
      if (this.#arrived.length > 0 && this.#enough(options)) this.#settle('data')
      else if (this.#over !== undefined) this.#settle(this.#over)
      else this.#stream.readUntil(started + options.timeout)
    })
  }

  close(): void {
    this.#finish('close')
    this.#socket.destroy()
    this.#stream.destroy()
    this.#raw.close()
  }

  #receive(chunk: Uint8Array): void {
    this.#firstAt ??= this.#clock.now()
    this.#arrived = this.#arrived.length === 0 ? chunk : Buffer.concat([this.#arrived, chunk])
    if (this.#waiting !== undefined && this.#enough(this.#waiting.options)) this.#settle('data')
  }

  #enough({ enough, keep = KEEP_LIMIT }: ReadOptions): boolean {
    return enough === undefined || enough(this.#arrived.subarray(0, keep))
  }

  #finish(end: ReadEnd): void {
    this.#over ??= this.#stream.wireEnd === undefined ? end : this.#stream.wireEnd
    this.#settle(this.#over)
  }

  #settle(end: ReadEnd): void {
    const waiting = this.#waiting
    if (waiting === undefined) return
    this.#waiting = undefined
    waiting.callOff()
    const { keep = KEEP_LIMIT } = waiting.options
    const rtt = Math.max(0, (this.#firstAt ?? this.#clock.now()) - waiting.started)
    const bytes = this.#arrived.slice(0, keep)
    const truncated = this.#arrived.length > keep
    this.#arrived = nothing
    this.#firstAt = undefined
    waiting.resolve({ bytes, truncated, end, rtt })
  }
}

const nothing = new Uint8Array(0)
