import { roundTime } from '../model/clock.ts'
import type { Endpoint } from '../model/endpoint.ts'
import type { Connection, ReadEnd, ReadOptions, Received } from './connection.ts'
import { guardedRead } from './guarded-read.ts'
import type { DialEvents, DialSocket } from './dial-socket.ts'

/** Bytes read from the wire of one connection, at most. */
export const WIRE_LIMIT = 65_536
/** Bytes kept of one read, unless the reader says otherwise. */
export const KEEP_LIMIT = 16_384

/** A read that waits: what came so far and what ends it. */
interface Waiting {
  readonly options: ReadOptions
  readonly started: number
  readonly resolve: (received: Received) => void
  readonly timer: NodeJS.Timeout
  /** Doubles as it fills; the first `length` bytes are the ones kept. */
  buffer: Uint8Array
  length: number
  total: number
  firstAt: number | undefined
}

/** A conversation over an established socket. Between reads the socket is paused: the kernel's window holds the peer. */
export class TcpConnection implements Connection, DialEvents {
  readonly endpoint: Endpoint
  readonly rtt: number
  readonly #socket: DialSocket
  #waiting: Waiting | undefined
  #fromWire = 0
  /** Set once nothing more can come: what every further read ends with. */
  #over: ReadEnd | undefined

  constructor(socket: DialSocket, endpoint: Endpoint, rtt: number) {
    this.endpoint = endpoint
    this.rtt = rtt
    this.#socket = socket
    socket.owner = this
    socket.pause()
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
      // A loop that comes back late finds the time-out before the bytes that lie in the kernel: those come first.
      const late = (): void => {
        if (this.#waiting === waiting) this.#finish('silence')
      }
      const waiting: Waiting = {
        options,
        started: performance.now(),
        resolve,
        timer: setTimeout(() => void setImmediate(late), options.timeout),
        buffer: nothing,
        length: 0,
        total: 0,
        firstAt: undefined,
      }
      this.#waiting = waiting
      if (this.#over === undefined) this.#socket.resume()
      else this.#finish(this.#over)
    })
  }

  close(): void {
    this.#over ??= 'close'
    this.#socket.hangUp()
    if (this.#waiting !== undefined) this.#finish(this.#over)
  }

  received(chunk: Uint8Array): void {
    this.#fromWire += chunk.length
    const waiting = this.#waiting
    if (waiting !== undefined) this.#keep(waiting, chunk)
    if (this.#fromWire >= WIRE_LIMIT) {
      this.#over = 'full'
      this.#socket.hangUp()
      this.#finish('full')
    } else if (waiting !== undefined && (waiting.options.enough?.(keptOf(waiting)) ?? true)) {
      this.#finish('data')
    }
  }

  ended(): void {
    this.#over ??= 'close'
    this.#finish('close')
  }

  failed(error: NodeJS.ErrnoException | undefined): void {
    this.#over ??= error === undefined ? 'close' : 'reset'
    this.#finish(this.#over)
  }

  connected(): void {
    // Was told before this conversation took the socket over.
  }

  #keep(waiting: Waiting, chunk: Uint8Array): void {
    waiting.firstAt ??= performance.now()
    waiting.total += chunk.length
    const limit = waiting.options.keep ?? KEEP_LIMIT
    const taken = chunk.subarray(0, Math.max(0, limit - waiting.length))
    const needed = waiting.length + taken.length
    if (needed > waiting.buffer.length) {
      const larger = new Uint8Array(Math.min(limit, Math.max(needed, waiting.buffer.length * 2)))
      larger.set(keptOf(waiting))
      waiting.buffer = larger
    }
    // Copied, so that a few bytes do not hold the 64 KiB that Node had allocated for the read.
    waiting.buffer.set(taken, waiting.length)
    waiting.length = needed
  }

  #finish(end: ReadEnd): void {
    const waiting = this.#waiting
    if (waiting === undefined) return
    this.#waiting = undefined
    clearTimeout(waiting.timer)
    if (this.#over === undefined) this.#socket.pause()
    const rtt = roundTime((waiting.firstAt ?? performance.now()) - waiting.started)
    waiting.resolve({ bytes: keptOf(waiting), truncated: waiting.total > waiting.length, end, rtt })
  }
}

const nothing = new Uint8Array(0)

function keptOf(waiting: Waiting): Uint8Array {
  return waiting.buffer.subarray(0, waiting.length)
}
