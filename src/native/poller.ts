import * as linux from './linux.ts'
import type { SystemCalls } from './system-calls.ts'

/** Descriptors at most. */
const MOST = 16

/** Waits until one of a few descriptors can be read. */
export class Poller {
  readonly #calls: SystemCalls
  readonly #epoll: number
  readonly #event = new DataView(new ArrayBuffer(linux.EPOLL_EVENT))
  readonly #events = new DataView(new ArrayBuffer(MOST * linux.EPOLL_EVENT))
  readonly #bytes = new Uint8Array(this.#events.buffer)

  constructor(calls: SystemCalls) {
    this.#calls = calls
    this.#epoll = calls.epollCreate(linux.EPOLL_CLOEXEC)
  }

  add(fd: number): void {
    this.#event.setUint32(0, linux.EPOLLIN, linux.LITTLE)
    this.#event.setUint32(linux.EPOLL_DATA, fd, linux.LITTLE)
    const bytes = new Uint8Array(this.#event.buffer)
    if (this.#calls.epollControl(this.#epoll, linux.EPOLL_CTL_ADD, fd, bytes) === 0) return
    throw new Error(`epoll_ctl failed with error number ${this.#calls.errno()}`)
  }

  /** Waits so many milliseconds at most, and tells which can be read. */
  wait(timeout: number, readable: (fd: number) => void): void {
    const count = this.#calls.epollWait(this.#epoll, this.#bytes, MOST, timeout)
    for (let one = 0; one < count; one++) {
      readable(this.#events.getUint32(one * linux.EPOLL_EVENT + linux.EPOLL_DATA, linux.LITTLE))
    }
  }

  close(): void {
    this.#calls.close(this.#epoll)
  }
}
