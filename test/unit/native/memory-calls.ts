import type { SystemCalls } from '../../../src/native/system-calls.ts'

export interface MemorySocket {
  readonly fd: number
  readonly made: readonly number[]
  readonly sent: { readonly bytes: Uint8Array; readonly to: Uint8Array }[]
  /** What comes in: packets with the socket addresses that they are from. */
  readonly incoming: { readonly bytes: Uint8Array; readonly from: Uint8Array }[]
  readonly options: { readonly level: number; readonly name: number }[]
  bound: Uint8Array | undefined
  closed: boolean
}

const EAGAIN = 11

/** The system's calls as far as pings use them, in memory. `refuse`: the error number of a call that fails. */
export function memoryCalls(refuse: (call: string, values: readonly unknown[]) => number = () => 0) {
  const sockets: MemorySocket[] = []
  let errno = 0
  const fail = (number: number): number => ((errno = number), -1)
  const socketOf = (fd: unknown): MemorySocket => sockets.find((socket) => socket.fd === fd)!
  const call =
    (name: string, run: (...values: never[]) => number) =>
    (...values: unknown[]): number => {
      const refused = refuse(name, values)
      return refused === 0 ? run(...(values as never[])) : fail(refused)
    }
  const calls = {
    socket: call('socket', (...made: number[]) => {
      const fd = 100 + sockets.length
      sockets.push({ fd, made, sent: [], incoming: [], options: [], bound: undefined, closed: false })
      return fd
    }),
    bind: call('bind', (fd: number, address: Uint8Array) => {
      socketOf(fd).bound = address.slice()
      return 0
    }),
    setsockopt: call('setsockopt', (fd: number, level: number, name: number) => {
      socketOf(fd).options.push({ level, name })
      return 0
    }),
    sendto: call('sendto', (fd: number, bytes: Uint8Array, size: number, _flags: number, to: Uint8Array) => {
      socketOf(fd).sent.push({ bytes: bytes.slice(), to: to.slice() })
      return size
    }),
    recvfrom: call(
      'recvfrom',
      (fd: number, into: Uint8Array, size: number, _flags: number, from: Uint8Array) => {
        const next = socketOf(fd).incoming.shift()
        if (next === undefined) return fail(EAGAIN)
        into.set(next.bytes.subarray(0, size))
        from.fill(0)
        from.set(next.from)
        return Math.min(size, next.bytes.length)
      },
    ),
    close: call('close', (fd: number) => {
      socketOf(fd).closed = true
      return 0
    }),
    ifNameToIndex: call('ifNameToIndex', (name: Uint8Array) => {
      const text = new TextDecoder().decode(name)
      return text === 'eth0\0' ? 2 : text === 'eth1\0' ? 3 : 0
    }),
    errno: () => errno,
    addressOf: () => 0n,
  } as unknown as SystemCalls
  return { calls, sockets }
}
