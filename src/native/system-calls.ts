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
  readonly sendto: Call
  readonly recvfrom: Call
  readonly sendmmsg: Call
  readonly recvmmsg: Call
  readonly ifNameToIndex: Call
  errno(): number
  /** Where bytes are, for a layout that points to them. They stay there while somebody holds them. */
  addressOf(bytes: Uint8Array): bigint
}

/** What of koffi is used. */
interface Koffi {
  load(path: null): { func(name: string, result: string, parameters: readonly string[]): Call }
  errno(): number
  address(bytes: Uint8Array): bigint
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
    // `ssize_t`, but never more than a packet.
    sendto: bound('sendto', FD, BYTES, 'size_t', 'int', BYTES, 'uint32_t'),
    recvfrom: bound('recvfrom', FD, BYTES, 'size_t', 'int', BYTES, BYTES),
    sendmmsg: bound('sendmmsg', FD, BYTES, 'uint32_t', 'int'),
    // Its time-out is a structure, and none of ours waits.
    recvmmsg: bound('recvmmsg', FD, BYTES, 'uint32_t', 'int', BYTES),
    ifNameToIndex: bound('if_nametoindex', BYTES),
    errno: () => koffi.errno(),
    addressOf: (bytes) => koffi.address(bytes),
  }
}
