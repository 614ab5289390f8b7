import type { Connection, Connector } from './connection.ts'
import type { Limiter, Release } from './limiter.ts'
import { CANCELLED } from './outcome.ts'

/** A connector whose dials wait for a slot, held from dial to close. The outermost decorator. */
export function withLimiter(connector: Connector, limiter: Limiter, priority = 0): Connector {
  return async (endpoint, options) => {
    // The wait must end on a cancel too, and a hook knows nothing of signals.
    const waiting = options.onCancel && new AbortController()
    const signal = waiting?.signal ?? options.signal
    options.onCancel?.(() => waiting!.abort(CANCELLED))
    options.onQueue?.(true)
    const release = await limiter.acquire({ priority, ...(signal && { signal }) }).catch(cancelled)
    if (signal?.aborted === true) {
      // The cancel came between the slot and us.
      release()
      cancelled(signal.reason)
    }
    options.onQueue?.(false)
    try {
      return releasing(await connector(endpoint, options), release)
    } catch (failure) {
      release()
      throw failure
    }
  }
}

function cancelled(cause: unknown): never {
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- a failure of a dial is data
  throw { code: CANCELLED, local: true, cause }
}

function releasing(connection: Connection, release: Release): Connection {
  return {
    endpoint: connection.endpoint,
    rtt: connection.rtt,
    ...(connection.tls && { tls: connection.tls }),
    write: (bytes) => connection.write(bytes),
    read: (options) => connection.read(options),
    close() {
      connection.close()
      release()
    },
  }
}
