// The script of a thread that sends SYNs through raw sockets and hears their answers.
import { parentPort, workerData } from 'node:worker_threads'
import * as records from '../threads/dial-records.ts'
import type { ThreadStart } from '../threads/dial-thread.ts'
import { checkLayouts, checkMessageLayouts } from './layout-check.ts'
import { Poller } from './poller.ts'
import { serveOrders } from './serve-orders.ts'
import { SocketAddress } from './socket-address.ts'
import { SynLine } from './syn-line.ts'
import { SynProber } from './syn-prober.ts'
import { bindSystemCalls } from './system-calls.ts'

const ORDERS_AT_ONCE = 128

const start = workerData as ThreadStart & { readonly koffi: string; readonly localAddress?: string }
const calls = bindSystemCalls(start.koffi)
checkLayouts(calls)
checkMessageLayouts(calls)

serveOrders(parentPort!, start, calls, ORDERS_AT_ONCE, (told, capacity) => {
  const from = start.localAddress === undefined ? undefined : SocketAddress.of(start.localAddress)
  const poller = new Poller(calls)
  const prober = new SynProber(calls, told, { capacity, from, opened: (fd) => poller.add(fd) })
  let bell = -1
  let rang = false
  const heard = (fd: number): void => {
    if (fd === bell) rang = true
    else prober.receive(fd)
  }
  return {
    open(ringing) {
      bell = ringing
      poller.add(bell)
      const line = prober.line(4)
      // Another failure may be of IPv4 alone, and is told to each that is asked there.
      if (line instanceof SynLine || records.codeOf(line.code) !== 'EPERM') return
      throw new Error('raw sockets need CAP_NET_RAW')
    },
    dial: (id, family, port, attempt, words, at) => prober.ask(id, family, port, attempt, words, at),
    cancel: (id) => prober.cancel(id),
    send: () => prober.send(),
    wait(timeout) {
      rang = false
      poller.wait(timeout, heard)
      return rang
    },
    close(code) {
      prober.close(code)
      poller.close()
    },
  }
})
