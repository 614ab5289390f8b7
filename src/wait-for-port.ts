import { systemClock, type Clock } from './model/clock.ts'
import { ScanError } from './model/errors.ts'
import type { PortResult } from './model/result.ts'
import type { ScanOptions } from './scan-options.ts'
import { scan } from './scan.ts'

/** What the small doors take of a scan's options. */
export type DoorOptions = Pick<
  ScanOptions,
  | 'resolver'
  | 'family'
  | 'connector'
  | 'limiter'
  | 'localAddress'
  | 'clock'
  | 'signal'
  | 'timeout'
  | 'retries'
>

/** How long to wait, and for what. `retries` is 0 by default: the next look comes soon. */
export interface WaitForPortOptions extends Omit<DoorOptions, 'timeout'> {
  /** Milliseconds for the whole wait; `Infinity` is no bound. Default 30,000. */
  readonly timeout?: number
  /** Milliseconds between the end of one look and the next. Default 250. */
  readonly interval?: number
  /** What to wait for; `'closed'` means that no address of the host has it open. Default `'open'`. */
  readonly state?: 'open' | 'closed'
}

/** How a wait ended well. */
export interface PortReady {
  readonly state: 'open' | 'closed'
  /** The open port, when that was waited for. */
  readonly port?: PortResult
  /** Milliseconds that it took. */
  readonly elapsed: number
  /** Looks that it took. */
  readonly looks: number
}

/** The longest time that the system's timers take, in milliseconds: about 24 days. */
const LONGEST = 2 ** 31 - 1
/** Milliseconds for one try of one look: a port that is not up yet is looked at again soon. */
const LOOK_TIMEOUT = 1_000

/**
 * Whether somebody listens. All addresses of a name are tried: `localhost` is `::1` and `127.0.0.1`. Throws
 * `ERR_RESOLVE` for a name without an address, `ERR_OPTION` for a bad port or option.
 *
 * @example
 * if (await isPortOpen('localhost', 5432)) …
 */
export async function isPortOpen(host: string, port: number, options: DoorOptions = {}): Promise<boolean> {
  return (await openPort(host, port, options)) !== undefined
}

/**
 * Waits until a port is open (or, with `state: 'closed'`, is not). A name that does not resolve yet is "not yet"; for
 * `'closed'` one that is gone counts, if it was there in an earlier look: nothing was seen of a name that never
 * resolved, nor of an address that this machine has no way to. Throws `ERR_TIMEOUT` when the time is over, the signal's
 * reason on abort.
 *
 * @example
 * await waitForPort('localhost', 5432, { timeout: 10_000 })
 */
export async function waitForPort(
  host: string,
  port: number,
  options: WaitForPortOptions = {},
): Promise<PortReady> {
  const { timeout = 30_000, interval = 250, state = 'open', signal, clock = systemClock, ...look } = options
  checkWait(timeout, interval, state)
  const started = clock.now()
  const ending = new AbortController()
  const deadline = new ScanError('ERR_TIMEOUT', `${host} port ${port} is not ${state} after ${timeout} ms`)
  // `Infinity` waits as long as it takes.
  const stopTimer = timeout === Infinity ? () => {} : clock.after(timeout, () => ending.abort(deadline))
  const follow = (): void => ending.abort(signal?.reason)
  signal?.addEventListener('abort', follow)
  if (signal?.aborted === true) follow()
  try {
    let seen = false
    for (let looks = 1; ; looks++) {
      ending.signal.throwIfAborted()
      const options = { timeout: LOOK_TIMEOUT, retries: 0, ...look, clock, signal: ending.signal }
      const { port: found, at } = await lookOnce(host, port, options)
      const elapsed = clock.now() - started
      if (found !== undefined && state === 'open') return { state, port: found, elapsed, looks }
      const closed = at === 'nothing-open' || (at === 'no-address' && seen)
      if (closed && state === 'closed') return { state, elapsed, looks }
      seen ||= at === 'nothing-open' || at === 'open'
      await pause(interval, clock, ending.signal)
    }
  } finally {
    stopTimer()
    signal?.removeEventListener('abort', follow)
  }
}

/** What one look met: an open port, a host without one, a name without an address, or nothing that says anything. */
interface Look {
  readonly at: 'open' | 'nothing-open' | 'no-address' | 'unseen'
  readonly port?: PortResult
}

async function lookOnce(host: string, port: number, options: DoorOptions): Promise<Look> {
  let look: Look = { at: 'unseen' }
  try {
    const run = scan({ host, ports: [port] }, { ...options, allAddresses: true, states: 'all' })
    for await (const found of run) {
      if (found.state === 'open') return { at: 'open', port: found }
      if (found.state !== 'unknown') look = { at: 'nothing-open' }
    }
  } catch (error) {
    if (!(error instanceof ScanError) || error.code !== 'ERR_RESOLVE') throw error
    if (error.failure === 'not-found') return { at: 'no-address' }
  }
  return look
}

async function openPort(host: string, port: number, options: DoorOptions): Promise<PortResult | undefined> {
  for await (const found of scan({ host, ports: [port] }, { ...options, allAddresses: true })) return found
  return undefined
}

function pause(delay: number, clock: Clock, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = clock.after(delay, () => {
      signal.removeEventListener('abort', aborted)
      resolve()
    })
    const aborted = (): void => {
      stop()
      reject(signal.reason as Error)
    }
    signal.addEventListener('abort', aborted, { once: true })
    if (signal.aborted) aborted()
  })
}

function checkWait(timeout: number, interval: number, state: string): void {
  const wrong = (key: string, expected: string, value: unknown): ScanError =>
    new ScanError('ERR_OPTION', `option '${key}': expected ${expected}, but got ${String(value)}`, {
      input: key,
    })
  if (!(timeout > 0) || (timeout > LONGEST && timeout !== Infinity))
    throw wrong('timeout', `milliseconds, from above 0 to ${LONGEST}, or Infinity`, timeout)
  if (!(interval >= 0 && interval <= LONGEST))
    throw wrong('interval', `milliseconds, from 0 to ${LONGEST}`, interval)
  if (state !== 'open' && state !== 'closed') throw wrong('state', "'open' or 'closed'", state)
}
