import * as linux from './linux.ts'
import { MessageBatch } from './message-batch.ts'
import { SocketAddress } from './socket-address.ts'
import type { SystemCalls } from './system-calls.ts'

/**
 * Tries the layouts that `linux.ts` says on descriptors of our own, before any of them is relied on. Throws where the
 * system sees them otherwise. The buffers are longer than any layout, so nothing is overwritten meanwhile.
 */
export function checkLayouts(calls: SystemCalls): void {
  checkEvents(calls)
  checkSocketAddress(calls)
}

const MARK = 0x5ca1ab1e
/** Milliseconds in which messages come that a socket sends to itself. */
const PATIENCE = 500
const UNTOUCHED = 0xa5
/** Bytes of a buffer, more than any layout needs. */
const ROOM = 128

/** Two at once: where the second stands shows how long one is. */
function checkEvents(calls: SystemCalls): void {
  const marks = [MARK, MARK + 1]
  const seen = new Uint8Array(ROOM).fill(UNTOUCHED)
  const epoll = calls.epollCreate(linux.EPOLL_CLOEXEC)
  const bells = marks.map(() => calls.eventfd(1, linux.EFD_CLOEXEC | linux.EFD_NONBLOCK))
  bells.forEach((bell, one) => {
    const event = new DataView(new ArrayBuffer(ROOM))
    event.setUint32(0, linux.EPOLLIN, linux.LITTLE)
    event.setUint32(linux.EPOLL_DATA, marks[one]!, linux.LITTLE)
    calls.epollControl(epoll, linux.EPOLL_CTL_ADD, bell, new Uint8Array(event.buffer))
  })
  const count = calls.epollWait(epoll, seen, marks.length, 0)
  for (const fd of [...bells, epoll]) calls.close(fd)
  const view = new DataView(seen.buffer)
  const events = marks.map((_, one) => view.getUint32(one * linux.EPOLL_EVENT, linux.LITTLE))
  const data = marks.map((_, one) => view.getUint32(one * linux.EPOLL_EVENT + linux.EPOLL_DATA, linux.LITTLE))
  const end = seen.findLastIndex((byte) => byte !== UNTOUCHED) + 1
  demand('the size of struct epoll_event', end === marks.length * linux.EPOLL_EVENT)
  const whole = count === marks.length && events.every((event) => event === linux.EPOLLIN)
  demand('struct epoll_event', whole && marks.every((mark) => data.includes(mark)))
}

/** 127.0.0.1, in its word. */
const LOOPBACK = new Int32Array([0x7f000001])

function checkSocketAddress(calls: SystemCalls): void {
  const [given, seen] = [new SocketAddress(4), new SocketAddress(4)]
  given.fill(0, LOOPBACK, 0)
  const length = new Uint32Array([seen.bytes.length])
  const fd = calls.socket(linux.AF_INET, linux.SOCK_STREAM | linux.SOCK_CLOEXEC, 0)
  const bound = calls.bind(fd, given.bytes, SocketAddress.sizeOf(4))
  const told = calls.getsockname(fd, seen.bytes, new Uint8Array(length.buffer))
  calls.close(fd)
  const port = (seen.bytes[linux.SIN_PORT]! << 8) | seen.bytes[linux.SIN_PORT + 1]!
  given.fill(port, LOOPBACK, 0)
  demand('struct sockaddr_in', bound === 0 && told === 0 && port > 0 && seen.equals(given))
  demand('the size of struct sockaddr_in', length[0] === linux.SOCKADDR_IN)
}

/** Likewise for those of messages that go and come many at once: a socket sends some to itself. */
export function checkMessageLayouts(calls: SystemCalls): void {
  const [own, length] = [new SocketAddress(4), new Uint32Array([128])]
  own.fill(0, LOOPBACK, 0)
  const fd = calls.socket(linux.AF_INET, linux.SOCK_DGRAM | linux.SOCK_CLOEXEC, 0)
  calls.bind(fd, own.bytes, SocketAddress.sizeOf(4))
  calls.getsockname(fd, own.bytes, new Uint8Array(length.buffer))
  const [outgoing, incoming] = [new MessageBatch(calls, 4, 2, 16, 8), new MessageBatch(calls, 4, 2, 16)]
  for (const [one, message] of outgoing.messages.entries()) {
    message.setUint32(4, MARK + one)
    outgoing.names[one]!.bytes.set(own.bytes)
  }
  const sent = outgoing.send(fd, 0, 2)
  let right = 0
  const told = (one: number): boolean =>
    incoming.length(one) === 8 &&
    incoming.messages[one]!.getUint32(4) === MARK + right &&
    incoming.names[one]!.equals(own)
  // A busy system may deliver them a little later.
  for (const end = performance.now() + PATIENCE; sent === 2 && right < 2 && performance.now() < end;) {
    const came = incoming.receive(fd)
    for (let one = 0; one < came && told(one); one++) right++
  }
  calls.close(fd)
  demand('struct mmsghdr', right === 2)
}

function demand(layout: string, holds: boolean): void {
  if (!holds) throw new Error(`this system has another layout than expected of ${layout}`)
}
