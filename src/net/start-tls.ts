import { connect, type ConnectionOptions, type TLSSocket } from 'node:tls'
import { systemClock, type Clock } from '../model/clock.ts'
import type { TlsSession } from '../model/service.ts'
import { parseCertificate } from './certificate.ts'
import type { Connection, DialFailure, ReadEnd } from './connection.ts'
import { ConnectionStream } from './connection-stream.ts'
import { CANCELLED } from './outcome.ts'
import { TlsConnection, type Handshake } from './tls-connection.ts'
import { anonymousContext, scannerContext } from './tls-context.ts'

export interface StartTlsOptions {
  /** Milliseconds for the whole handshake: one hard deadline, never put off by data. */
  readonly timeout: number
  /** The name to ask for (SNI, RFC 6066 3). Addresses are left out, as that section says. */
  readonly serverName?: string
  /** Protocols to offer, the preferred first (ALPN, RFC 7301). Default: none. */
  readonly alpn?: readonly string[]
  /** For a server without a certificate: only such ciphers are offered, and TLS up to 1.2. */
  readonly anonymous?: boolean
  /** The protocol that went over to TLS in mid conversation; kept in the session. */
  readonly starttls?: string
  readonly signal?: AbortSignal
  readonly clock?: Clock
}

/** A handshake that did not complete, and how far it came. The connection is closed. */
export interface TlsFailure extends DialFailure {
  /** Its `error` is OpenSSL's code, or ours where the wire ended. */
  readonly session: TlsSession
  readonly handshake: Handshake
  /** What ended it: the handshake itself (`data`), the peer's end, its reset, the deadline, or too many bytes. */
  readonly end: ReadEnd
}

/**
 * Speaks TLS 1.0 to 1.3 over any connection, as a scanner does: it collects what the peer shows and trusts nothing,
 * so certificates are not verified and old versions and ciphers are allowed. The connection belongs to the result;
 * where the handshake fails it is closed, and the promise rejects with a `TlsFailure`.
 *
 * @example
 * const connection = await startTls(await dial(endpoint, { timeout: 500 }), { timeout: 2_000, serverName: 'www.example' })
 * connection.tls.certificate?.names
 */
export function startTls(raw: Connection, options: StartTlsOptions): Promise<TlsConnection> {
  return new Promise((resolve, reject) => {
    const handshake = new TlsHandshake(raw, options, resolve, reject)
    handshake.start()
  })
}

class TlsHandshake {
  readonly #raw: Connection
  readonly #options: StartTlsOptions
  readonly #clock: Clock
  readonly #stream: ConnectionStream
  readonly #resolve: (connection: TlsConnection) => void
  readonly #reject: (failure: TlsFailure) => void
  #socket: TLSSocket | undefined
  #callOff: () => void = ignore

  constructor(
    raw: Connection,
    options: StartTlsOptions,
    resolve: (connection: TlsConnection) => void,
    reject: (failure: TlsFailure) => void,
  ) {
    this.#raw = raw
    this.#options = options
    this.#clock = options.clock ?? systemClock
    this.#stream = new ConnectionStream(raw, this.#clock)
    this.#resolve = resolve
    this.#reject = reject
  }

  start(): void {
    const { timeout, signal } = this.#options
    this.#stream.on('error', ignore)
    this.#callOff = this.#clock.after(timeout, () => this.#fail('ETIMEDOUT', 'silence'))
    signal?.addEventListener('abort', this.#aborted)
    if (signal?.aborted === true) return this.#aborted()
    try {
      this.#socket = connect({ ...clientOptions(this.#options), socket: this.#stream })
    } catch (error) {
      // This OpenSSL does not know what we asked of it.
      return this.#fail('ERR_TLS_UNSUPPORTED', 'close', error)
    }
    this.#socket.on('error', this.#broken).on('close', this.#closed).on('secureConnect', this.#secured)
    this.#stream.readUntil(this.#clock.now() + timeout)
  }

  readonly #secured = (): void => {
    const socket = this.#leave()!
    const session = sessionOf(socket, this.#options.starttls)
    this.#resolve(new TlsConnection(this.#raw, this.#stream, socket, session, this.#clock))
  }

  readonly #broken = (error: NodeJS.ErrnoException): void => {
    const end = this.#stream.wireEnd ?? 'data'
    this.#fail(end === 'close' ? 'ECONNRESET' : (error.code ?? 'ERR_SSL'), end, error)
  }

  readonly #closed = (): void => this.#fail('ECONNRESET', this.#stream.wireEnd ?? 'close')

  readonly #aborted = (): void => this.#fail(CANCELLED, 'close', this.#options.signal?.reason)

  #fail(code: string, end: ReadEnd, cause?: unknown): void {
    this.#leave()?.destroy()
    this.#stream.destroy()
    this.#raw.close()
    const { starttls } = this.#options
    const session = { error: code, ...(starttls !== undefined && { starttls }) }
    const handshake = this.#stream.opening
    this.#reject({ code, session, handshake, end, ...(cause !== undefined && { cause }) })
  }

  /** The one exit: nothing of this handshake is attached any more. */
  #leave(): TLSSocket | undefined {
    this.#callOff()
    this.#options.signal?.removeEventListener('abort', this.#aborted)
    this.#socket?.off('error', this.#broken).off('close', this.#closed).off('secureConnect', this.#secured)
    // Whatever a stream still says after its end is of no interest, but must not be an uncaught error.
    return this.#socket?.on('error', ignore)
  }
}

function clientOptions({ serverName, alpn, anonymous }: StartTlsOptions): ConnectionOptions {
  return {
    rejectUnauthorized: false,
    minDHSize: 1,
    secureContext: anonymous === true ? anonymousContext() : scannerContext(),
    ...(alpn !== undefined && alpn.length > 0 && { ALPNProtocols: [...alpn] }),
    ...(serverName !== undefined && isHostName(serverName) && { servername: serverName }),
  }
}

/** Dots between letters: no address, no zone, nothing that OpenSSL would refuse. */
function isHostName(name: string): boolean {
  return name.length <= 253 && /^(?=.*[a-z])[\w-]{1,63}(?:\.[\w-]{1,63})*$/i.test(name)
}

function sessionOf(socket: TLSSocket, starttls: string | undefined): TlsSession {
  const version = socket.getProtocol()
  const cipher = socket.getCipher() as ReturnType<TLSSocket['getCipher']> | undefined
  const der = socket.getPeerX509Certificate()?.raw
  const certificate = der === undefined ? undefined : parseCertificate(der)
  return {
    ...(version !== null && { version }),
    ...(cipher !== undefined && { cipher: cipher.standardName }),
    ...(typeof socket.alpnProtocol === 'string' && { alpn: socket.alpnProtocol }),
    ...(certificate !== undefined && { certificate }),
    ...(starttls !== undefined && { starttls }),
  }
}

function ignore(): void {
  // Already told by the promise.
}
