// The script of a thread that dials by the system's own calls.
import { parentPort, workerData } from 'node:worker_threads'
import type { ThreadStart } from '../threads/dial-thread.ts'
import { EpollDialer } from './epoll-dialer.ts'
import { checkLayouts } from './layout-check.ts'
import { serveOrders } from './serve-orders.ts'
import { SocketAddress } from './socket-address.ts'
import { bindSystemCalls } from './system-calls.ts'
import type { NativeWorkOptions } from './work-options.ts'

const ORDERS_AT_ONCE = 64

const start = workerData as ThreadStart & { readonly koffi: string } & NativeWorkOptions
const calls = bindSystemCalls(start.koffi)
checkLayouts(calls)

serveOrders(parentPort!, start, calls, ORDERS_AT_ONCE, (told) => {
  const from = start.localAddress === undefined ? undefined : SocketAddress.of(start.localAddress)
  const dialer = new EpollDialer(calls, told, { idle: start.idle, from })
  return {
    open: (bell) => dialer.watchBell(bell),
    dial: (id, family, port, _attempt, words, at) => dialer.dial(id, family, port, words, at),
    cancel: (id) => dialer.cancel(id),
    // With more to do and nobody to hear of there is nothing to wait for.
    wait: (timeout) => (timeout > 0 || dialer.underWay > 0) && dialer.wait(timeout),
    close: (code) => dialer.close(code),
  }
})
