import type { Family } from '../model/host.ts'
import * as linux from './linux.ts'
import { SocketAddress } from './socket-address.ts'
import type { SystemCalls } from './system-calls.ts'

/** Messages that go out, or come in, by one call: sendmmsg(2), recvmmsg(2). Its memory is laid out once. */
export class MessageBatch {
  readonly size: number
  /** The messages, each with its room. */
  readonly messages: readonly DataView[]
  /** Whom each goes to, or came from. */
  readonly names: readonly SocketAddress[]
  readonly #calls: SystemCalls
  readonly #headers: DataView
  readonly #bytes: Uint8Array
  readonly #nameLength: number
  /** What the system points into: held here, so that it stays. */
  readonly #contents: Uint8Array
  readonly #parts: DataView

  /** `length`: bytes of each message that goes out, or the most that is taken of one that comes in. */
  constructor(calls: SystemCalls, family: Family, size: number, room: number, length = room) {
    this.#calls = calls
    this.size = size
    this.#contents = new Uint8Array(size * room)
    this.messages = Array.from(
      { length: size },
      (_, one) => new DataView(this.#contents.buffer, one * room, room),
    )
    this.names = Array.from({ length: size }, () => new SocketAddress(family))
    this.#nameLength = SocketAddress.sizeOf(family)
    this.#headers = new DataView(new ArrayBuffer(size * linux.MMSGHDR))
    this.#bytes = new Uint8Array(this.#headers.buffer)
    this.#parts = new DataView(new ArrayBuffer(size * linux.IOVEC))
    this.#layOut(room, length)
  }

  /** Sends so many, from the one at `first` on. How many went; -1 where that one did not, and `errno` says why. */
  send(fd: number, first: number, count: number): number {
    const bytes = first === 0 ? this.#bytes : this.#bytes.subarray(first * linux.MMSGHDR)
    return this.#calls.sendmmsg(fd, bytes, count, 0)
  }

  /** Takes what is there. How many; -1 where none is, or where that failed. */
  receive(fd: number): number {
    const count = this.#calls.recvmmsg(fd, this.#bytes, this.size, linux.MSG_DONTWAIT, null)
    for (let one = 0; one < count; one++) this.#setNameLength(one)
    return count
  }

  /** Bytes of one that came in. */
  length(one: number): number {
    return this.#headers.getUint32(one * linux.MMSGHDR + linux.MSG_LEN, linux.LITTLE)
  }

  #layOut(room: number, length: number): void {
    const { addressOf } = this.#calls
    const contents = addressOf(this.#contents)
    const parts = addressOf(new Uint8Array(this.#parts.buffer))
    const pointer = (view: DataView, at: number, to: bigint): void => view.setBigUint64(at, to, linux.LITTLE)
    for (let one = 0; one < this.size; one++) {
      const part = one * linux.IOVEC
      pointer(this.#parts, part, contents + BigInt(one * room))
      pointer(this.#parts, part + linux.IOV_LEN, BigInt(length))
      const header = one * linux.MMSGHDR
      pointer(this.#headers, header + linux.MSG_NAME, addressOf(this.names[one]!.bytes))
      pointer(this.#headers, header + linux.MSG_IOV, parts + BigInt(part))
      pointer(this.#headers, header + linux.MSG_IOVLEN, 1n)
      this.#setNameLength(one)
    }
  }

  /** The system writes how long the name was that it gave. */
  #setNameLength(one: number): void {
    this.#headers.setUint32(one * linux.MMSGHDR + linux.MSG_NAMELEN, this.#nameLength, linux.LITTLE)
  }
}
