// The script of a thread that sends SYNs through raw sockets and hears their answers.
import { parentPort, workerData } from 'node:worker_threads'
import { writeAnswer } from '../threads/answer-writer.ts'
import * as records from '../threads/dial-records.ts'
import type { ThreadMessage, ThreadStart } from '../threads/dial-thread.ts'
import { RecordRing } from '../threads/record-ring.ts'
import { checkLayouts, checkMessageLayouts } from './layout-check.ts'
import * as linux from './linux.ts'
import { Poller } from './poller.ts'
import { SocketAddress } from './socket-address.ts'
import { SynLine } from './syn-line.ts'
import { SynProber } from './syn-prober.ts'
import { bindSystemCalls } from './system-calls.ts'

/** Orders taken in one go: answers are read in between. */
const ORDERS_AT_ONCE = 128
/** Milliseconds that a wait lasts at most. */
const LONGEST_WAIT = 100

const start = workerData as ThreadStart & { readonly koffi: string; readonly localAddress?: string }
const orders = new RecordRing(start.orders, records.ORDER_WORDS)
const answers = new RecordRing(start.answers, records.ANSWER_WORDS)
const say = (message: ThreadMessage): void => parentPort!.postMessage(message)
/** Whoever waits for answers is woken once for all that were heard together. */
let wanted = false
const want = (): void => {
  wanted = true
}

const calls = bindSystemCalls(start.koffi)
checkLayouts(calls)
checkMessageLayouts(calls)
const poller = new Poller(calls)
const bell = calls.eventfd(0, linux.EFD_CLOEXEC | linux.EFD_NONBLOCK)
const rung = new Uint8Array(8)
const prober = new SynProber(
  calls,
  (id, code, rtt, local, atBind) => writeAnswer(answers, want, id, code, rtt, local, atBind),
  {
    capacity: answers.capacity,
    opened: (fd) => poller.add(fd),
    ...(start.localAddress !== undefined && { from: SocketAddress.of(start.localAddress) }),
  },
)

function open(): void {
  poller.add(bell)
  const line = prober.line(4)
  // Another failure may be of IPv4 alone, and is told to each that is asked there.
  if (line instanceof SynLine || records.codeOf(line.code) !== 'EPERM') return
  throw new Error('raw sockets need CAP_NET_RAW')
}

function work(): void {
  while (takeOrders()) {
    prober.send()
    wake()
    const rests = orders.peek() < 0 && orders.fallAsleep()
    poller.wait(rests ? LONGEST_WAIT : 0, heard)
    orders.wakeUp()
    wake()
  }
}

function heard(fd: number): void {
  if (fd === bell) calls.read(bell, rung, rung.length)
  else prober.receive(fd)
}

function wake(): void {
  if (!wanted) return
  wanted = false
  say('answers')
}

/** False when it was told to stop. */
function takeOrders(): boolean {
  const { words } = orders
  for (let taken = 0; taken < ORDERS_AT_ONCE; taken++) {
    const at = orders.peek()
    if (at < 0) break
    const [id, what] = [words[at]!, words[at + 1]!]
    const kind = records.kindOf(what)
    if (kind === records.STOP) return false
    if (kind === records.CANCEL) prober.cancel(id)
    else {
      const [family, port, attempt] = [records.familyIn(what), records.portIn(what), records.attemptIn(what)]
      prober.ask(id, family, port, attempt, words, at + records.ADDRESS)
    }
    orders.release()
  }
  return true
}

try {
  open()
  say({ bell })
  work()
  prober.close()
} catch (error) {
  prober.close(records.NOT_DIALLED)
  say({ broken: String(error) })
}
poller.close()
wake()
// Until it is dismissed somebody may still ring.
parentPort!.once('message', () => {
  calls.close(bell)
  parentPort!.close()
})
