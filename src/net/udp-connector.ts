import { createSocket, type Socket } from 'node:dgram'
import type { Endpoint } from '../model/endpoint.ts'
import { closeSocket } from './close-socket.ts'
import type { Connection, Connector, DialFailure, DialOptions } from './connection.ts'
import { localCode } from './missing-family.ts'
import { CANCELLED, SELF_CONNECT } from './outcome.ts'
import { UdpConnection } from './udp-connection.ts'

export interface UdpConnectorOptions {
  /** Address of this machine to send from. Default: the system's choice. */
  readonly localAddress?: string
}

/**
 * Conversations by datagram (RFC 768). Each has a connected socket of its own: the kernel then drops what comes from
 * anybody else, tells what ICMP says of this one peer (RFC 1122, section 4.1.3.3), and draws a source port that cannot
 * be guessed (RFC 6056). Dialling sends nothing; it fails only for reasons of this machine, such as no route.
 *
 * With `anyPort` a second socket, not connected, listens on the same port of ours, for what the same address sends from
 * elsewhere (TFTP; RFC 1350, section 4); what the kernel tells of the peer still comes by the first.
 *
 * @example
 * const connection = await udpConnector()({ address: '127.0.0.1', family: 4, port: 53, transport: 'udp' }, {})
 */
export function udpConnector({ localAddress }: UdpConnectorOptions = {}): Connector {
  return (endpoint, options) =>
    new Promise((resolve, reject) => {
      // Where there is a hook, reading `signal` may be what makes it.
      const signal = options.onCancel === undefined ? options.signal : undefined
      if (signal?.aborted === true) reject(cancelled(signal))
      else new Dial(endpoint, options, signal, resolve, reject).start(localAddress)
    })
}

class Dial {
  readonly #endpoint: Endpoint
  readonly #options: DialOptions
  readonly #signal: AbortSignal | undefined
  readonly #resolve: (connection: Connection) => void
  readonly #reject: (failure: DialFailure) => void
  readonly #socket: Socket
  /** Beside the socket, where answers from other ports count. */
  readonly #ears: Socket | undefined
  #timer: NodeJS.Timeout | undefined
  #connection: UdpConnection | undefined
  #over = false

  constructor(
    endpoint: Endpoint,
    options: DialOptions,
    signal: AbortSignal | undefined,
    resolve: (connection: Connection) => void,
    reject: (failure: DialFailure) => void,
  ) {
    this.#endpoint = endpoint
    this.#options = options
    this.#signal = signal
    this.#resolve = resolve
    this.#reject = reject
    const type = endpoint.family === 6 ? 'udp6' : 'udp4'
    const shared = options.anyPort === true
    this.#socket = createSocket({ type, reuseAddr: shared })
    this.#ears = shared ? createSocket({ type, reuseAddr: shared }) : undefined
  }

  start(localAddress: string | undefined): void {
    const { timeout } = this.#options
    this.#signal?.addEventListener('abort', this.#aborted)
    this.#options.onCancel?.(() => this.#cancel())
    if (this.#over) return
    if (timeout !== undefined) {
      this.#timer = setTimeout(() => this.#fail({ code: 'ETIMEDOUT', syscall: 'connect' }), timeout)
    }
    const address = localAddress === undefined ? {} : { address: localAddress }
    const ears = this.#ears
    if (ears === undefined) return this.#connect(localAddress === undefined ? undefined : address)
    ears.bind({ ...address, port: 0, exclusive: true })
    ears.on('error', this.#failed)
    ears.on('listening', () => {
      if (!this.#over) this.#connect({ ...address, port: ears.address().port })
    })
  }

  #connect(own: { readonly address?: string; readonly port?: number } | undefined): void {
    const socket = this.#socket
    if (own !== undefined) socket.bind({ port: 0, ...own, exclusive: true })
    socket.connect(this.#endpoint.port, this.#endpoint.address)
    // After the socket's own listeners, which tidy up first.
    socket.on('error', this.#failed)
    socket.on('connect', this.#connected)
  }

  readonly #connected = (): void => {
    if (isSelfConnected(this.#socket)) return this.#fail({ code: SELF_CONNECT, syscall: 'connect' })
    this.#release()
    this.#connection = new UdpConnection(this.#socket, this.#endpoint, this.#ears)
    this.#resolve(this.#connection)
  }

  // Nothing was sent so far, so whatever goes wrong is our own machine's.
  readonly #failed = (error: NodeJS.ErrnoException): void => this.#fail(localFailure(error, this.#endpoint))

  readonly #aborted = (): void => this.#fail(cancelled(this.#signal))

  #cancel(): void {
    // Past the dial a cancel ends the conversation, and with it the read that waits.
    if (this.#connection !== undefined) this.#connection.close()
    else this.#fail(cancelled(undefined))
  }

  #fail(failure: DialFailure): void {
    if (this.#over) return
    this.#release()
    closeSocket(this.#socket)
    if (this.#ears !== undefined) closeSocket(this.#ears)
    this.#reject(failure)
  }

  #release(): void {
    this.#over = true
    clearTimeout(this.#timer)
    this.#signal?.removeEventListener('abort', this.#aborted)
    this.#socket.off('error', this.#failed)
    this.#socket.off('connect', this.#connected)
    this.#ears?.off('error', this.#failed)
  }
}

function localFailure(error: NodeJS.ErrnoException, { family }: Endpoint): DialFailure {
  const { code: said = 'EIO', syscall } = error
  const code = syscall === 'connect' ? localCode(said, family) : said
  return { code, local: true, ...(syscall !== undefined && { syscall }), cause: error }
}

function cancelled(signal: AbortSignal | undefined): DialFailure {
  return {
    code: CANCELLED,
    local: true,
    ...(signal?.aborted === true && { cause: signal.reason as unknown }),
  }
}

/** On this machine the port that the system drew may be the very one that is asked: we would hear ourselves. */
function isSelfConnected(socket: Socket): boolean {
  const [own, peer] = [socket.address(), socket.remoteAddress()]
  return own.port === peer.port && own.address === peer.address
}
