import type { Connection, DialFailure, DialOptions, Endpoint } from 'portscan-core'
import type { Due, Place } from './event-queue.ts'
import { memoryConversation } from './memory-connection.ts'
import type { Peer, PeerScript } from './peer-script.ts'
import type { PortNature } from './simulated-host.ts'
import type { MachineSockets } from './simulated-machine.ts'
import type { PacketFate, PolicedPacket } from './simulated-path.ts'
import type { Site, SimulatedWorld } from './simulated-world.ts'
import type { LoopClock } from './virtual-clock.ts'

/** What all dials share. */
export interface DialWorld {
  readonly clock: LoopClock
  readonly world: SimulatedWorld
  readonly fate: PacketFate
  readonly sockets: MachineSockets
  readonly count: { dials: number; dialling: number; syns: number; answers: number; open: number }
}

/** Milliseconds after the first SYN at which Linux (6.5 and later) sends it again, and at which it gives up. */
const AGAIN = [1_000, 2_000, 3_000, 4_000, 5_000, 7_000, 11_000, 19_000, 35_000]
const GIVES_UP = 67_000
/** Milliseconds until a router that finds nobody at an address says so. */
const NOBODY_AFTER = 3_000

const REFUSED: DialFailure = { code: 'ECONNREFUSED', syscall: 'connect' }
const TIMED_OUT: DialFailure = { code: 'ETIMEDOUT', syscall: 'connect' }
const CANCELLED: DialFailure = { code: 'ECANCELED', local: true }

/** The answer to a SYN as the kernel hands it to the program. */
type Answer = 'accepted' | PeerScript | DialFailure

/** One dial: its SYNs, the kernel's repeats of them while it waits, and what comes back first. */
export class SimulatedDial implements Due {
  readonly #shared: DialWorld
  readonly #endpoint: Endpoint
  readonly #site: Site
  readonly #resolve: (connection: Connection) => void
  readonly #reject: (failure: DialFailure) => void
  readonly #startedAt: number
  readonly #sentAt: number
  #repeats = 0
  /** The next repeat, where it may come to that. */
  #repeat: Place | undefined
  /** Set as soon as the kernel has it. */
  #answer: Answer | undefined
  #over = false
  #callOff: (() => void) | undefined
  #signal: AbortSignal | undefined
  #connection: Connection | undefined

  constructor(
    shared: DialWorld,
    endpoint: Endpoint,
    options: DialOptions,
    signal: AbortSignal | undefined,
    resolve: (connection: Connection) => void,
    reject: (failure: DialFailure) => void,
  ) {
    this.#shared = shared
    this.#endpoint = endpoint
    this.#site = shared.world.site(endpoint.address)
    this.#resolve = resolve
    this.#reject = reject
    this.#startedAt = shared.clock.now()
    this.#sentAt = shared.clock.wireTime
    shared.count.dialling++
    options.onCancel?.(this.#cancel)
    if (this.#over) return
    if (signal !== undefined) {
      this.#signal = signal
      signal.addEventListener('abort', this.#cancel)
    }
    const { timeout } = options
    if (timeout !== undefined) this.#callOff = shared.clock.after(timeout, () => this.#fail(TIMED_OUT))
    this.#send()
  }

  /** The loop runs, and the kernel has something for it; or the kernel has waited long enough for an answer. */
  fire(): void {
    if (this.#over) return
    if (this.#answer !== undefined) this.#settle(this.#answer)
    else if (this.#repeats >= AGAIN.length) this.#answered(TIMED_OUT)
    else {
      this.#repeats++
      this.#send()
    }
  }

  /** Nothing comes of the last SYN, or not in time. */
  #waitForRepeat(): void {
    if (this.#over || this.#answer !== undefined) return
    const { clock } = this.#shared
    this.#repeat = clock.onWire(this.#repeatAt - clock.wireTime, this)
  }

  get #repeatAt(): number {
    return this.#sentAt + (AGAIN[this.#repeats] ?? GIVES_UP)
  }

  // ── the way of one SYN

  #send(): void {
    const { fate, clock, count } = this.#shared
    const { path, host, policers } = this.#site
    const { port } = this.#endpoint
    count.syns++
    const rtt = fate.roundTrip(path, host, port)
    if (fate.lostOut(path, host, port)) this.#waitForRepeat()
    // Limiters must see packets in the order of their coming; where there is none, the way back begins at once.
    else if (policers.syn === undefined && policers.rst === undefined && policers.icmp === undefined)
      this.#arrive(rtt)
    else clock.onWire(rtt / 2, { fire: () => this.#arrive(rtt / 2) })
  }

  #arrive(back: number): void {
    const { clock } = this.#shared
    const nature = this.#reaches() ? this.#site.natureOf(this.#endpoint, this.#site.host) : 'filtered'
    if (!this.#isAnswered(nature)) return this.#waitForRepeat()
    const answer = answerOf(nature)
    const wait = nature === 'unreachable' ? back + NOBODY_AFTER : back
    clock.onWire(wait, { fire: () => this.#answered(answer) })
    if (clock.wireTime + wait >= this.#repeatAt) this.#waitForRepeat()
  }

  #reaches(): boolean {
    return this.#site.policers.syn?.pass(this.#shared.clock.wireTime) !== false
  }

  #isAnswered(nature: ReturnType<Site['natureOf']>): boolean {
    if (nature === 'filtered') return false
    const { path, host, policers } = this.#site
    const kind = packetOf(nature)
    if (kind !== undefined && policers[kind]?.pass(this.#shared.clock.wireTime) === false) return false
    return !this.#shared.fate.lostBack(path, host, this.#endpoint.port)
  }

  /** The kernel has the answer; the program hears of it as soon as its loop runs. */
  #answered(answer: Answer): void {
    if (this.#over || this.#answer !== undefined) return
    this.#answer = answer
    if (answer !== TIMED_OUT) this.#shared.count.answers++
    this.#dropRepeat()
    this.#shared.clock.deliver(this)
  }

  // ── the end

  #settle(answer: Answer): void {
    if (typeof answer === 'object') return this.#fail(answer)
    this.#leave()
    this.#shared.count.open++
    const { clock } = this.#shared
    const rtt = clock.now() - this.#startedAt
    const { connection, peer } = memoryConversation(this.#endpoint, rtt, clock, () => this.#closed())
    this.#connection = connection
    if (typeof answer === 'function') answer(distant(peer, rtt))
    this.#resolve(connection)
  }

  #fail(failure: DialFailure): void {
    if (this.#over) return
    this.#leave()
    this.#shared.sockets.give()
    this.#reject(failure)
  }

  readonly #cancel = (): void => {
    this.#connection?.close()
    this.#fail(CANCELLED)
  }

  #leave(): void {
    this.#over = true
    this.#shared.count.dialling--
    this.#callOff?.()
    this.#signal?.removeEventListener('abort', this.#cancel)
    this.#dropRepeat()
  }

  #dropRepeat(): void {
    if (this.#repeat !== undefined) this.#shared.clock.offWire(this.#repeat)
    this.#repeat = undefined
  }

  #closed(): void {
    this.#shared.count.open--
    this.#shared.sockets.give()
  }
}

function answerOf(nature: PortNature | 'unreachable'): Answer {
  if (nature === 'open') return 'accepted'
  if (nature === 'closed') return REFUSED
  if (typeof nature === 'function') return nature
  return { code: typeof nature === 'object' ? nature.code : 'EHOSTUNREACH', syscall: 'connect' }
}

/** Which limiter looks at the answer: none at a handshake. */
function packetOf(nature: PortNature | 'unreachable'): PolicedPacket | undefined {
  if (nature === 'open' || typeof nature === 'function') return undefined
  if (nature === 'closed') return 'rst'
  const code = typeof nature === 'object' ? nature.code : ''
  return code === 'ECONNREFUSED'
    ? 'rst'
    : code === 'ECONNRESET' || code === 'ECONNABORTED'
      ? undefined
      : 'icmp'
}

/** A peer that hears what is written a round trip later, so that its answers take as long as they would. */
function distant(peer: Peer, rtt: number): Peer {
  return { ...peer, listen: (hear) => peer.listen((bytes) => peer.after(rtt, () => hear(bytes))) }
}
