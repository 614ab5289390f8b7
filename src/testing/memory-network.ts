import { seededRandom, systemClock } from 'portscan-core'
import type { Clock, Connection, Connector, DialFailure, Endpoint, Random } from 'portscan-core'
import { memoryConversation } from './memory-connection.ts'
import type { PeerScript } from './peer-script.ts'

/** What a dial finds: an open port (a script says what its peer does), a refusal, silence, or an error. */
export type Found = 'open' | 'closed' | 'filtered' | PeerScript | DialFailure

/** What there is in a network in memory, and how far away. */
export interface MemoryNetworkOptions {
  /**
   * What there is: by `'address:port'` (`'[v6]:port'`), or by a function. What is not described is closed.
   * A function is asked at each dial, so it may change its mind.
   */
  readonly ports: Readonly<Record<string, Found>> | ((endpoint: Endpoint) => Found | undefined)
  /** Milliseconds of a round trip. Default 0: the answer is there at once. */
  readonly latency?: number | ((endpoint: Endpoint) => number)
  /** Share of dials that nobody answers, 0 to 1. Default 0. */
  readonly loss?: number
  /** Default `systemClock`; a `manualClock()` makes latency and time-outs pass in virtual time. */
  readonly clock?: Clock
  /** Default: seeded with 1. */
  readonly random?: Random
}

/** A network in memory, and what it has seen so far. */
export interface MemoryNetwork {
  /** For `scan(targets, { connector })` and whatever else dials. */
  readonly connector: Connector
  /** Dials so far. */
  readonly dials: number
  /** Dials that still wait for an answer. */
  readonly dialling: number
  /** Conversations that are open now. */
  readonly open: number
  /** The most dials and conversations at one time. */
  readonly most: number
}

/**
 * A network in memory: small, by hand, for tests of a few ports. Dials count, so that a test can say that nothing stays
 * open.
 *
 * @example
 * const network = memoryNetwork({ ports: { '192.0.2.7:22': greets('SSH-2.0-x\r\n'), '192.0.2.7:23': 'filtered' } })
 * const report = await scan('192.0.2.7', { connector: network.connector }).report()
 * expect(network).toMatchObject({ open: 0, dialling: 0 })
 */
export function memoryNetwork(options: MemoryNetworkOptions): MemoryNetwork {
  const { ports, latency = 0, loss = 0, clock = systemClock, random = seededRandom(1) } = options
  const count = { dials: 0, dialling: 0, open: 0, most: 0 }
  const find = typeof ports === 'function' ? ports : (endpoint: Endpoint) => ports[nameOf(endpoint)]
  const roundTrip = typeof latency === 'function' ? latency : () => latency

  function connect(endpoint: Endpoint, found: 'open' | 'filtered' | PeerScript, rtt: number): Connection {
    count.most = Math.max(count.most, ++count.open + count.dialling)
    const { connection, peer } = memoryConversation(endpoint, rtt, clock, () => void count.open--)
    if (typeof found === 'function') found(peer)
    return connection
  }

  const connector: Connector = (endpoint, dial) =>
    new Promise((resolve, reject) => {
      const refuse = (why: DialFailure): void => reject(why)
      // Where there is a hook, reading `signal` may be what makes it.
      const signal = dial.onCancel === undefined ? dial.signal : undefined
      if (signal?.aborted) return refuse(failure('ECANCELED'))
      count.dials++
      const found = find(endpoint) ?? 'closed'
      const silent = found === 'filtered' || (loss > 0 && random() < loss)
      const local = typeof found === 'object' && found.local === true
      const rtt = local ? 0 : roundTrip(endpoint)
      count.most = Math.max(count.most, ++count.dialling + count.open)
      let connection: Connection | undefined
      const over = watch(dial.timeout, signal, clock, silent ? Infinity : rtt, (end) => {
        count.dialling--
        if (end !== 'answered') return refuse(failure(end))
        if (found === 'closed') return refuse(failure('ECONNREFUSED'))
        if (typeof found === 'object') return refuse(found)
        resolve((connection = connect(endpoint, found, rtt)))
      })
      dial.onCancel?.(() => {
        over('ECANCELED')
        connection?.close()
      })
    })

  return Object.defineProperties({ connector } as MemoryNetwork, {
    dials: { get: () => count.dials, enumerable: true },
    dialling: { get: () => count.dialling, enumerable: true },
    open: { get: () => count.open, enumerable: true },
    most: { get: () => count.most, enumerable: true },
  })
}

type DialEnd = 'answered' | 'ETIMEDOUT' | 'ECANCELED'

/** Calls `settle` once: at the answer, the time-out, or the signal; takes off all that it put on. */
function watch(
  timeout = Infinity,
  signal: AbortSignal | undefined,
  clock: Clock,
  answerIn: number,
  settle: (end: DialEnd) => void,
): (end: DialEnd) => void {
  const first: [number, DialEnd] = answerIn < timeout ? [answerIn, 'answered'] : [timeout, 'ETIMEDOUT']
  const aborted = (): void => over('ECANCELED')
  let callOff: (() => void) | undefined
  let settled = false
  function over(end: DialEnd): void {
    if (settled) return
    settled = true
    callOff?.()
    signal?.removeEventListener('abort', aborted)
    settle(end)
  }
  if (first[0] === 0) over(first[1])
  else {
    if (first[0] !== Infinity) callOff = clock.after(first[0], () => over(first[1]))
    signal?.addEventListener('abort', aborted)
  }
  return over
}

function failure(code: string): DialFailure {
  return { code, syscall: 'connect' }
}

function nameOf({ address, port }: Endpoint): string {
  return address.includes(':') ? `[${address}]:${String(port)}` : `${address}:${String(port)}`
}
