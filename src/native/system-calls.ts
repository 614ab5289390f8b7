import { createRequire } from 'node:module'

/** A function of the system's, by koffi. */
type Call = (...values: (number | Uint8Array | null)[]) => number

/** The calls of Linux that dialling needs; each gives -1 where it failed, and `errno()` says why. */
export interface SystemCalls {
  readonly socket: Call
  readonly bind: Call
  readonly connect: Call
  readonly getsockname: Call
  readonly getpeername: Call
  readonly setsockopt: Call
  readonly close: Call
  readonly epollCreate: Call
  readonly epollControl: Call
  readonly epollWait: Call
  readonly eventfd: Call
  readonly read: Call
  errno(): number
}

/** What of koffi is used. */
interface Koffi {
  load(path: null): { func(name: string, result: string, parameters: readonly string[]): Call }
  errno(): number
}

const FD = 'int'
const BYTES = 'uint8_t *'

/**
 * Binds the system's calls. `path`: where koffi is. Every buffer that is handed over
 * must be as long as the call writes: nobody checks that below.
 */
export function bindSystemCalls(path: string): SystemCalls {
  const koffi = createRequire(path)(path) as Koffi
  // The process itself: glibc and musl both have these there.
  const library = koffi.load(null)
  const bound = (name: string, ...parameters: string[]): Call => library.func(name, 'int', parameters)
  return {
    socket: bound('socket', 'int', 'int', 'int'),
    bind: bound('bind', FD, BYTES, 'uint32_t'),
    connect: bound('connect', FD, BYTES, 'uint32_t'),
    getsockname: bound('getsockname', FD, BYTES, BYTES),
    getpeername: bound('getpeername', FD, BYTES, BYTES),
    setsockopt: bound('setsockopt', FD, 'int', 'int', BYTES, 'uint32_t'),
    close: bound('close', FD),
    epollCreate: bound('epoll_create1', 'int'),
    epollControl: bound('epoll_ctl', FD, 'int', FD, BYTES),
    epollWait: bound('epoll_wait', FD, BYTES, 'int', 'int'),
    eventfd: bound('eventfd', 'uint32_t', 'int'),
    // `ssize_t`, but never more than the eight bytes that are asked for.
    read: bound('read', FD, BYTES, 'size_t'),
    errno: () => koffi.errno(),
  }
}
