import { constants } from 'node:os'
import { ScanError } from '../model/errors.ts'
import { codeOf } from '../threads/dial-records.ts'
import * as linux from './linux.ts'
import type { SystemCalls } from './system-calls.ts'

const { EACCES, EPERM } = constants.errno
/** Longer than whatever a question of ours is answered by. */
const PACKET = 2_048

/** Something that came in; both views are good until the next read. */
export interface Packet {
  readonly bytes: Uint8Array
  /** The socket address that it came from. */
  readonly from: DataView
}

/** A socket of datagrams that never waits. */
export class PingSocket {
  readonly fd: number
  readonly #calls: SystemCalls
  readonly #buffer = new Uint8Array(PACKET)
  readonly #from = new DataView(new ArrayBuffer(128))
  readonly #fromBytes = new Uint8Array(this.#from.buffer)
  readonly #length = new Uint32Array(1)
  readonly #lengthBytes = new Uint8Array(this.#length.buffer)

  private constructor(calls: SystemCalls, fd: number) {
    this.#calls = calls
    this.fd = fd
  }

  /** A socket, or the error number where there is none. */
  static open(calls: SystemCalls, family: number, kind: number, protocol: number): PingSocket | number {
    const fd = calls.socket(family, kind | linux.SOCK_NONBLOCK | linux.SOCK_CLOEXEC, protocol)
    return fd < 0 ? calls.errno() : new PingSocket(calls, fd)
  }

  /** 0, or the error number where nothing was sent. */
  send(bytes: Uint8Array, to: Uint8Array, size: number): number {
    return this.#calls.sendto(this.fd, bytes, bytes.length, 0, to, size) < 0 ? this.#calls.errno() : 0
  }

  /** What has come; nothing where all is read. */
  read(): Packet | undefined {
    this.#length[0] = this.#fromBytes.length
    const size = this.#calls.recvfrom(this.fd, this.#buffer, PACKET, 0, this.#fromBytes, this.#lengthBytes)
    return size < 0 ? undefined : { bytes: this.#buffer.subarray(0, size), from: this.#from }
  }

  close(): void {
    this.#calls.close(this.fd)
  }
}

/** True where the system forbids a socket, rather than having none. */
export function isForbidden(errno: number): boolean {
  return errno === EACCES || errno === EPERM
}

/** Why there is no socket: this process may not have one, and `remedy` says what to do, or there is none to be had. */
export function noSocket(name: string, errno: number, remedy: string): ScanError {
  return isForbidden(errno)
    ? new ScanError('ERR_OPTION', `${name} ${remedy}`, { input: name })
    : new ScanError('ERR_RESOURCE', `${name} can have no socket: ${codeOf(errno)}`, { input: name })
}

/** How a process gets a capability. */
export function withCapability(node = process.execPath): string {
  return `run it as root, or give it the capability CAP_NET_RAW (sudo setcap cap_net_raw=eip "${node}")`
}
