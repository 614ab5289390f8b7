import { constants } from 'node:os'
import type { Family } from '../model/host.ts'
import * as records from '../threads/dial-records.ts'
import * as linux from './linux.ts'
import { SocketAddress } from './socket-address.ts'
import type { SystemCalls } from './system-calls.ts'

const { EINPROGRESS, EALREADY, EISCONN } = constants.errno

/** Events read in one go. */
const EVENTS = 256

/** Who hears how a dial ended. `rtt` in milliseconds. */
export type DialTold = (id: number, code: number, rtt: number, local: boolean, atBind: boolean) => void

/** One socket, used for one dial after the other. */
interface Line {
  readonly fd: number
  readonly family: Family
  /** What the epoll set calls it. */
  readonly index: number
  /** It is in the epoll set; it is put there when an answer is first waited for. */
  watched: boolean
  /** The dial under way, or -1. */
  id: number
  startedAt: number
}

export interface EpollDialerOptions {
  /** A socket address of this machine to dial from. */
  readonly from?: SocketAddress | undefined
  /** Sockets that are kept while no dial is under way on them, at most, of both families together. */
  readonly idle: number
}

/** What the epoll set calls the descriptor that others ring. */
const BELL = 0xffffffff
const WATCHED = linux.EPOLLOUT | linux.EPOLLERR | linux.EPOLLHUP | linux.EPOLLET
/** Below this share of answers that are there at once, asking at once is seldom tried. */
const SELDOM = 0.05
const TRY_AGAIN = 64

/**
 * Dials by the system's own calls, in few of them. A socket that was refused dials the next port, and so does one whose
 * connection was dissolved by `connect` to no family (POSIX; by TCP that is a reset): making and closing one for each
 * port costs as much as the dial. A second `connect` tells how the first one stands, so an answer that is there at once,
 * as on loopback, needs no epoll set.
 */
export class EpollDialer {
  /** Dials whose end is not told yet. */
  underWay = 0
  readonly #calls: SystemCalls
  readonly #told: DialTold
  readonly #options: EpollDialerOptions
  readonly #epoll: number
  readonly #event = new DataView(new ArrayBuffer(linux.EPOLL_EVENT))
  readonly #events = new DataView(new ArrayBuffer(EVENTS * linux.EPOLL_EVENT))
  readonly #lines: (Line | undefined)[] = []
  readonly #freeIndexes: number[] = []
  readonly #idle: Readonly<Record<Family, Line[]>> = { 4: [], 6: [] }
  readonly #byId: (Line | undefined)[] = []
  readonly #peer: Readonly<Record<Family, SocketAddress>> = {
    4: new SocketAddress(4),
    6: new SocketAddress(6),
  }
  readonly #own: Readonly<Record<Family, SocketAddress>> = {
    4: new SocketAddress(4),
    6: new SocketAddress(6),
  }
  /** No family: dissolves what is under way. */
  readonly #nobody = new Uint8Array(linux.SOCKADDR_IN)
  readonly #length = new Uint32Array(1)
  /** The share of answers that were there at once, of late. */
  #atOnce = 1
  #waits = 0

  constructor(calls: SystemCalls, told: DialTold, options: EpollDialerOptions) {
    this.#calls = calls
    this.#told = told
    this.#options = options
    this.#epoll = calls.epollCreate(linux.EPOLL_CLOEXEC)
    if (this.#epoll < 0) throw systemError('epoll_create1', calls.errno())
  }

  /** Dials the address whose words begin at `at`, in the order of the network. */
  dial(id: number, family: Family, port: number, words: Int32Array, at: number): void {
    const line = this.#idle[family].pop() ?? this.#open(id, family)
    if (line === undefined) return
    const peer = this.#peer[family]
    peer.fill(port, words, at)
    line.startedAt = performance.now()
    const failure = this.#connect(line, peer.bytes)
    if (failure !== 0 && failure !== EINPROGRESS) {
      this.#told(id, failure, 0, true, false)
      this.#park(line)
      return
    }
    line.id = id
    this.#byId[id] = line
    this.underWay++
    if (failure === 0) this.#connected(line)
    else if (this.#asksAtOnce()) this.#ask(line, true)
    else this.#watch(line)
  }

  /** Ends a dial that is still under way. */
  cancel(id: number): void {
    const line = this.#byId[id]
    if (line === undefined) return
    this.#tell(line, records.GAVE_UP)
    this.#dissolve(line)
  }

  /** Adds a descriptor that ends a wait when it can be read. */
  watchBell(fd: number): void {
    if (!this.#control(fd, linux.EPOLLIN, BELL)) throw systemError('epoll_ctl', this.#calls.errno())
  }

  /** Waits for answers, for so many milliseconds at most. True where the bell rang. */
  wait(timeout: number): boolean {
    const events = this.#events
    const count = this.#calls.epollWait(this.#epoll, bytesOf(events), EVENTS, timeout)
    let rang = false
    for (let one = 0; one < count; one++) {
      const index = events.getUint32(one * linux.EPOLL_EVENT + linux.EPOLL_DATA, linux.LITTLE)
      if (index === BELL) rang = true
      else {
        const line = this.#lines[index]
        // It may tell of a dial that has ended.
        if (line !== undefined && line.id >= 0) this.#ask(line, false)
      }
    }
    return rang
  }

  /** Closes everything; dials under way end with that code. */
  close(code = records.GAVE_UP): void {
    for (const line of this.#lines) {
      if (line === undefined) continue
      if (line.id >= 0) {
        this.#tell(line, code)
        // It may be open by now: a mere close would leave TIME_WAIT behind.
        this.#calls.connect(line.fd, this.#nobody, linux.SOCKADDR_IN)
      }
      this.#calls.close(line.fd)
    }
    this.#lines.length = 0
    this.#calls.close(this.#epoll)
  }

  /** How the dial stands: connected, failed, or neither yet. */
  #ask(line: Line, atOnce: boolean): void {
    const failure = this.#connect(line, this.#peer[line.family].bytes)
    const waits = failure === EALREADY || failure === EINPROGRESS
    if (atOnce) this.#atOnce += ((waits ? 0 : 1) - this.#atOnce) / 64
    if (waits) this.#watch(line)
    else if (failure === 0 || failure === EISCONN) this.#connected(line)
    else {
      this.#tell(line, failure)
      this.#park(line)
    }
  }

  #asksAtOnce(): boolean {
    return this.#atOnce > SELDOM || ++this.#waits % TRY_AGAIN === 0
  }

  #connected(line: Line): void {
    this.#tell(line, this.#metItself(line) ? records.MET_ITSELF : records.OPENED)
    this.#dissolve(line)
  }

  /** On loopback a dial may meet itself (simultaneous open, RFC 9293, section 3.5). */
  #metItself({ fd, family }: Line): boolean {
    const [own, peer] = [this.#own[family], this.#peer[family]]
    const length = bytesOf(this.#length)
    this.#length[0] = own.bytes.length
    if (this.#calls.getsockname(fd, own.bytes, length) < 0) return false
    this.#length[0] = peer.bytes.length
    if (this.#calls.getpeername(fd, peer.bytes, length) < 0) return false
    return own.equals(peer)
  }

  #tell(line: Line, code: number, local = false): void {
    const { id } = line
    line.id = -1
    this.#byId[id] = undefined
    this.underWay--
    this.#told(id, code, performance.now() - line.startedAt, local, false)
  }

  #connect({ fd, family }: Line, address: Uint8Array): number {
    return this.#calls.connect(fd, address, SocketAddress.sizeOf(family)) < 0 ? this.#calls.errno() : 0
  }

  #dissolve(line: Line): void {
    if (this.#calls.connect(line.fd, this.#nobody, linux.SOCKADDR_IN) === 0) this.#park(line)
    else this.#discard(line)
  }

  #park(line: Line): void {
    if (this.#idle[4].length + this.#idle[6].length < this.#options.idle) this.#idle[line.family].push(line)
    else this.#discard(line)
  }

  #discard(line: Line): void {
    this.#lines[line.index] = undefined
    this.#freeIndexes.push(line.index)
    this.#calls.close(line.fd)
  }

  #watch(line: Line): void {
    if (line.watched) return
    line.watched = this.#control(line.fd, WATCHED, line.index)
    if (line.watched) return
    // Nobody would hear of its answer.
    this.#tell(line, this.#calls.errno(), true)
    this.#discard(line)
  }

  #control(fd: number, events: number, data: number): boolean {
    this.#event.setUint32(0, events >>> 0, linux.LITTLE)
    this.#event.setUint32(linux.EPOLL_DATA, data, linux.LITTLE)
    return this.#calls.epollControl(this.#epoll, linux.EPOLL_CTL_ADD, fd, bytesOf(this.#event)) === 0
  }

  /** A new socket; where there is none, that is how the dial ends. */
  #open(id: number, family: Family): Line | undefined {
    const domain = family === 4 ? linux.AF_INET : linux.AF_INET6
    const fd = this.#calls.socket(domain, linux.SOCK_STREAM | linux.SOCK_NONBLOCK | linux.SOCK_CLOEXEC, 0)
    if (fd < 0) {
      this.#told(id, this.#calls.errno(), 0, true, false)
      return undefined
    }
    const { from } = this.#options
    if (from !== undefined && !this.#bindTo(fd, from)) {
      this.#told(id, this.#calls.errno(), 0, true, true)
      this.#calls.close(fd)
      return undefined
    }
    const index = this.#freeIndexes.pop() ?? this.#lines.length
    const line: Line = { fd, family, index, watched: false, id: -1, startedAt: 0 }
    this.#lines[index] = line
    return line
  }

  /** The port is chosen when the peer is known: so each may be used for many peers. */
  #bindTo(fd: number, { bytes, family }: SocketAddress): boolean {
    const { setsockopt, bind } = this.#calls
    const yes = bytesOf(new Uint32Array([1]))
    setsockopt(fd, linux.SOL_IP, linux.IP_BIND_ADDRESS_NO_PORT, yes, yes.length)
    return bind(fd, bytes, SocketAddress.sizeOf(family)) === 0
  }
}

function bytesOf({ buffer }: ArrayBufferView): Uint8Array {
  return new Uint8Array(buffer)
}

function systemError(call: string, errno: number): Error {
  return new Error(`${call}: ${records.codeOf(errno)}`)
}
