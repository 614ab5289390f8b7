import type { RemoteInfo, Socket } from 'node:dgram'
import { roundTime } from '../model/clock.ts'
import type { Endpoint } from '../model/endpoint.ts'
import { closeSocket } from './close-socket.ts'
import type { Connection, DialFailure, ReadEnd, ReadOptions, Received } from './connection.ts'
import { guardedRead } from './guarded-read.ts'
import { KEEP_LIMIT, WIRE_LIMIT } from './tcp-connection.ts'

/** What a datagram costs beside its bytes, counted with them: an endless stream of empty ones must end too. */
const HEADERS = 28

/** A read that waits for a datagram. */
interface Waiting {
  readonly options: ReadOptions
  readonly started: number
  readonly resolve: (received: Received) => void
  readonly timer: NodeJS.Timeout
  readonly chunks: Uint8Array[]
  kept: number
  total: number
  firstAt: number | undefined
}

/**
 * A conversation by datagrams over a connected socket: each `write` is one datagram, and so is each chunk of a read,
 * an empty one too. What comes from another address or port never arrives; from another port of the peer, by its `ears`
 * alone, a socket that is not connected. A datagram that nobody waits for is lost,
 * as on the wire. What ICMP says ends the read with `reset`, and the system's code beside it.
 */
export class UdpConnection implements Connection {
  readonly endpoint: Endpoint
  /** Nothing is heard of the peer before it answers. */
  readonly rtt = 0
  readonly #socket: Socket
  readonly #ears: Socket | undefined
  #waiting: Waiting | undefined
  #fromWire = 0
  /** Set once nothing more can come: what every further read ends with. */
  #over: ReadEnd | undefined
  #failure: DialFailure | undefined

  constructor(socket: Socket, endpoint: Endpoint, ears?: Socket) {
    this.endpoint = endpoint
    this.#socket = socket
    socket.on('message', this.#received)
    socket.on('error', this.#failed)
    this.#ears = ears
    ears?.on('message', this.#overheard)
    ears?.on('error', this.#failed)
  }

  write(bytes: Uint8Array): void {
    if (this.#over !== undefined) return
    this.#socket.send(bytes, (error: NodeJS.ErrnoException | null) => {
      // A pending ICMP error is told by the next send; any other trouble is this machine's.
      if (error) this.#fail(error, error.code !== 'ECONNREFUSED')
    })
  }

  read(options: ReadOptions): Promise<Received> {
    return guardedRead(options, (guarded) => this.#read(guarded))
  }

  #read(options: ReadOptions): Promise<Received> {
    if (this.#waiting !== undefined) throw new Error('one read at a time: the one before has not ended')
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.#finish('silence'), options.timeout)
      const started = performance.now()
      this.#waiting = { options, started, resolve, timer, chunks: [], kept: 0, total: 0, firstAt: undefined }
      if (this.#over !== undefined) this.#finish(this.#over)
    })
  }

  close(): void {
    this.#end('close')
  }

  readonly #received = (datagram: Uint8Array): void => {
    this.#fromWire += datagram.length + HEADERS
    const waiting = this.#waiting
    if (waiting === undefined) {
      if (this.#fromWire >= WIRE_LIMIT) this.#end('full')
      return
    }
    keep(waiting, datagram)
    if (this.#fromWire >= WIRE_LIMIT) this.#end('full')
    else if (waiting.options.enough?.(bytesOf(waiting)) ?? true) this.#finish('data')
  }

  readonly #overheard = (datagram: Uint8Array, from: RemoteInfo): void => {
    if (from.address === this.endpoint.address) this.#received(datagram)
  }

  readonly #failed = (error: NodeJS.ErrnoException): void => this.#fail(error, false)

  #fail(error: NodeJS.ErrnoException, local: boolean): void {
    if (this.#over !== undefined) return
    const { code = 'EIO', syscall } = error
    this.#failure = { code, local, ...(syscall !== undefined && { syscall }), cause: error }
    this.#end('reset')
  }

  #end(how: ReadEnd): void {
    if (this.#over === undefined) {
      this.#over = how
      this.#socket.off('message', this.#received)
      this.#socket.off('error', this.#failed)
      closeSocket(this.#socket)
      this.#ears?.off('message', this.#overheard)
      this.#ears?.off('error', this.#failed)
      if (this.#ears !== undefined) closeSocket(this.#ears)
    }
    this.#finish(this.#over)
  }

  #finish(end: ReadEnd): void {
    const waiting = this.#waiting
    if (waiting === undefined) return
    this.#waiting = undefined
    clearTimeout(waiting.timer)
    const rtt = roundTime((waiting.firstAt ?? performance.now()) - waiting.started)
    const truncated = waiting.total > waiting.kept
    const failure = end === 'reset' && this.#failure
    waiting.resolve({ bytes: bytesOf(waiting), truncated, end, rtt, ...(failure && { failure }) })
  }
}

function keep(waiting: Waiting, datagram: Uint8Array): void {
  waiting.firstAt ??= performance.now()
  waiting.total += datagram.length
  const room = (waiting.options.keep ?? KEEP_LIMIT) - waiting.kept
  // Copied, so that a few bytes do not hold the 64 KiB that Node had allocated for the read.
  const chunk = Uint8Array.from(datagram.subarray(0, Math.max(0, room)))
  waiting.kept += chunk.length
  waiting.chunks.push(chunk)
}

function bytesOf({ chunks }: Waiting): Uint8Array {
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
}
