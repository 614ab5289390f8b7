import { createSocket } from 'node:dgram'
import type { Family } from '../model/host.ts'

export interface UdpExchangeOptions {
  readonly address: string
  readonly family: Family
  readonly port: number
  readonly bytes: Uint8Array
  /** Milliseconds; a hard deadline, never put off by datagrams. */
  readonly timeout: number
  readonly signal?: AbortSignal | undefined
  /** Says whether a datagram is the answer. What it refuses is dropped and the wait goes on. */
  readonly accept: (datagram: Uint8Array) => boolean
  /** Refused datagrams at most before the exchange ends as `flooded`. Default 16. */
  readonly maxRefused?: number
}

/** How an exchange ended; data, never an exception. */
export type UdpAnswer =
  | { readonly end: 'data'; readonly bytes: Uint8Array }
  | { readonly end: 'silence' }
  | { readonly end: 'flooded' }
  /** `code` is the system's: `'ECONNREFUSED'` is the peer's "port unreachable". */
  | { readonly end: 'error'; readonly code: string; readonly cause: Error }

/**
 * Sends one datagram (RFC 768) and waits for one acceptable answer. Each exchange has a socket of its own, so a
 * source port that nobody can guess (RFC 5452, section 9.2), and it is connected: the kernel drops what comes from
 * anybody else. Rejects only with the signal's reason.
 */
export function exchangeUdp(options: UdpExchangeOptions): Promise<UdpAnswer> {
  const { address, family, port, bytes, timeout, signal, accept, maxRefused = 16 } = options
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason as Error)
    const socket = createSocket(family === 6 ? 'udp6' : 'udp4')
    let refused = 0

    const close = (): void => {
      clearTimeout(timer)
      signal?.removeEventListener('abort', onAbort)
      socket.removeAllListeners()
      // What the socket still has to report of its own end concerns nobody.
      socket.on('error', () => {})
      socket.close()
    }
    const end = (answer: UdpAnswer): void => {
      close()
      resolve(answer)
    }
    const onAbort = (): void => {
      close()
      reject(signal!.reason as Error)
    }
    const onError = (cause: NodeJS.ErrnoException): void => {
      end({ end: 'error', code: cause.code ?? 'EIO', cause })
    }

    const timer = setTimeout(() => end({ end: 'silence' }), timeout)
    signal?.addEventListener('abort', onAbort, { once: true })
    socket.on('error', onError)
    socket.on('message', (datagram) => {
      if (accept(datagram)) end({ end: 'data', bytes: datagram })
      else if (++refused >= maxRefused) end({ end: 'flooded' })
    })
    socket.on('connect', () => socket.send(bytes))
    socket.connect(port, address)
  })
}
