import type { Endpoint } from '../model/endpoint.ts'
import type { Connection, Connector, DialFailure, DialOptions } from './connection.ts'
import { DialSocket, sharedReading, type DialEvents } from './dial-socket.ts'
import { localCode } from './missing-family.ts'
import { CANCELLED, SELF_CONNECT } from './outcome.ts'
import { TcpConnection, WIRE_LIMIT } from './tcp-connection.ts'

/** How `tcpConnector` dials. */
export interface TcpConnectorOptions {
  /** Address of this machine to dial from. Default: the system's choice by route. */
  readonly localAddress?: string
  /**
   * True where most dials become conversations: all of them read through one buffer, whatever the peers send. A dial
   * then costs a fifth more. Default false.
   */
  readonly sharedBuffer?: boolean
}

/**
 * Dials by the system's own TCP (RFC 9293). A connection whose two ends are the same is refused with the code
 * `ESELFCONNECT`: on loopback a dial may meet itself (simultaneous open, section 3.5), and nobody listens there.
 *
 * @example
 * const connection = await tcpConnector()({ address: '127.0.0.1', family: 4, port: 22, transport: 'tcp' }, { timeout: 500 })
 */
export function tcpConnector(options: TcpConnectorOptions = {}): Connector {
  const { localAddress, sharedBuffer = false } = options
  const reading = sharedBuffer ? sharedReading(WIRE_LIMIT) : undefined
  return (endpoint, dialOptions) =>
    new Promise((resolve, reject) => {
      // A hook is much cheaper than a listener, and where there is one, reading `signal` may be what makes it.
      const signal = dialOptions.onCancel === undefined ? dialOptions.signal : undefined
      if (signal?.aborted === true) reject(cancelled(signal))
      else new Dial(endpoint, new DialSocket(reading), localAddress, dialOptions, signal, resolve, reject)
    })
}

class Dial implements DialEvents {
  readonly #endpoint: Endpoint
  readonly #resolve: (connection: Connection) => void
  readonly #reject: (failure: DialFailure) => void
  readonly #socket: DialSocket
  readonly #started = performance.now()
  readonly #signal: AbortSignal | undefined
  #timer: NodeJS.Timeout | undefined
  #connection: TcpConnection | undefined

  constructor(
    endpoint: Endpoint,
    socket: DialSocket,
    localAddress: string | undefined,
    options: DialOptions,
    signal: AbortSignal | undefined,
    resolve: (connection: Connection) => void,
    reject: (failure: DialFailure) => void,
  ) {
    this.#endpoint = endpoint
    this.#socket = socket
    this.#resolve = resolve
    this.#reject = reject
    this.#socket.owner = this
    this.#signal = signal
    signal?.addEventListener('abort', this.#aborted)
    options.onCancel?.(() => this.#cancel(cancelled(undefined)))
    // The hook may be called at once; connecting would bring the destroyed socket back to life.
    if (this.#socket.destroyed) return
    if (options.timeout !== undefined) {
      this.#timer = setTimeout(() => this.#cancel({ code: 'ETIMEDOUT', syscall: 'connect' }), options.timeout)
    }
    this.#socket.dial(endpoint, localAddress)
  }

  connected(): void {
    const socket = this.#socket
    if (isSelfConnected(socket, this.#endpoint)) {
      this.#cancel({ code: SELF_CONNECT, syscall: 'connect' })
      return
    }
    this.#release()
    this.#connection = new TcpConnection(socket, this.#endpoint, performance.now() - this.#started)
    this.#resolve(this.#connection)
  }

  failed(error: NodeJS.ErrnoException | undefined, local: boolean): void {
    this.#release()
    const { code: said = 'ECONNABORTED', syscall } = error ?? {}
    const code = local && syscall === 'connect' ? localCode(said, this.#endpoint.family) : said
    this.#reject({ code, local, ...(syscall !== undefined && { syscall }), ...(error && { cause: error }) })
  }

  received(): void {
    // Nothing is read before somebody asks for it.
  }

  ended(): void {
    // Cannot come before the handshake.
  }

  readonly #aborted = (): void => this.#cancel(cancelled(this.#signal))

  #cancel(failure: DialFailure): void {
    // Past the handshake a cancel ends the conversation, and with it the read that waits.
    if (this.#connection !== undefined) return this.#connection.close()
    this.#release()
    this.#socket.hangUp()
    this.#reject(failure)
  }

  #release(): void {
    clearTimeout(this.#timer)
    this.#signal?.removeEventListener('abort', this.#aborted)
  }
}

function cancelled(signal: AbortSignal | undefined): DialFailure {
  return {
    code: CANCELLED,
    local: true,
    ...(signal?.aborted === true && { cause: signal.reason as unknown }),
  }
}

function isSelfConnected(socket: DialSocket, endpoint: Endpoint): boolean {
  return socket.localPort === endpoint.port && socket.localAddress === socket.remoteAddress
}
