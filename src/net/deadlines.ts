import type { Clock } from '../model/clock.ts'
import type {
  Connection,
  Connector,
  DialFailure,
  DialOptions,
  ReadEnd,
  ReadOptions,
  Received,
} from './connection.ts'
import { CANCELLED } from './outcome.ts'

/** Milliseconds beyond the time given, so that one who keeps to it is never cut off in a close race. */
const GRACE = 100

/**
 * A connector, perhaps a stranger's, that is held to what a connector promises: a dial ends at its time-out and at a
 * cancel, a read at its deadline and when its connection is closed, whether the connector heeds them or not. What a
 * dial gives after it was given up is closed. Times are milliseconds; each may be 100 ms longer than what was asked for.
 *
 * @example
 * const dial = withDeadlines(throughMyProxy, systemClock)
 */
export function withDeadlines(connector: Connector, clock: Clock): Connector {
  return (endpoint, options) =>
    new Promise((resolve, reject) => {
      let left = false
      let gaveUp = false
      let cancelInner = (): void => {}
      let callOff = (): void => {}
      // Where there is a hook, reading `signal` may be what makes it.
      const signal = options.onCancel === undefined ? options.signal : undefined
      const leave = (settle: () => void): void => {
        if (left) return
        left = true
        callOff()
        signal?.removeEventListener('abort', cancel)
        settle()
      }
      const giveUp = (failure: DialFailure): void => {
        gaveUp = true
        cancelInner()

        leave(() => reject(failure))
      }
      const cancel = (): void => giveUp({ code: CANCELLED, local: true })
      const late = (): void => giveUp({ code: 'ETIMEDOUT', syscall: 'connect' })
      const opened = (connection: Connection): void => {
        if (gaveUp) return connection.close()
        const held = heldToItsTime(connection, clock)
        cancelInner = () => held.close()
        leave(() => resolve(held))
      }
      const failed = (failure: unknown): void => leave(() => reject(failure))
      const onCancel = (hook: () => void): void => {
        if (gaveUp) hook()
        else cancelInner = hook
      }
      options.onCancel?.(cancel)
      signal?.addEventListener('abort', cancel)
      if (signal?.aborted === true) return cancel()
      if (options.timeout !== undefined) callOff = clock.after(options.timeout + GRACE, late)
      try {
        connector(endpoint, passedOn(options, onCancel)).then(opened, failed)
      } catch (error) {
        failed(error)
      }
    })
}

function passedOn(options: DialOptions, onCancel: (cancel: () => void) => void): DialOptions {
  const { timeout, anyPort } = options
  return {
    ...(timeout !== undefined && { timeout }),
    ...(anyPort === true && { anyPort }),
    get signal() {
      return options.signal!
    },
    onCancel,
    onQueue: (queued) => options.onQueue?.(queued),
  }
}

function heldToItsTime(connection: Connection, clock: Clock): Connection {
  let closing = (): void => {}
  return {
    endpoint: connection.endpoint,
    rtt: connection.rtt,
    ...(connection.tls && { tls: connection.tls }),
    write: (bytes) => connection.write(bytes),
    read: (options) => readInTime(connection, options, clock, (close) => (closing = close)),
    close() {
      connection.close()
      closing()
    },
  }
}

const NOTHING = new Uint8Array(0)

function readInTime(
  connection: Connection,
  options: ReadOptions,
  clock: Clock,
  onClose: (close: () => void) => void,
): Promise<Received> {
  return new Promise((resolve, reject) => {
    const started = clock.now()
    const settle = (answer: () => void): void => {
      callOff()
      onClose(() => {})
      answer()
    }
    const end = (how: ReadEnd): void =>
      settle(() => resolve({ bytes: NOTHING, truncated: false, end: how, rtt: clock.now() - started }))
    const callOff = clock.after(options.timeout + GRACE, () => end('silence'))
    // Whoever closes in mid read has no use any more for what came.
    onClose(() => end('close'))
    connection.read(options).then(
      (received) => settle(() => resolve(received)),
      (error: unknown) => settle(() => reject(error)),
    )
  })
}
