// The script of a thread that dials by the system's own calls.
import { parentPort, workerData } from 'node:worker_threads'
import { writeAnswer } from '../threads/answer-writer.ts'
import * as records from '../threads/dial-records.ts'
import type { ThreadMessage, ThreadStart } from '../threads/dial-thread.ts'
import { RecordRing } from '../threads/record-ring.ts'
import { EpollDialer } from './epoll-dialer.ts'
import { checkLayouts } from './layout-check.ts'
import * as linux from './linux.ts'
import { SocketAddress } from './socket-address.ts'
import { bindSystemCalls } from './system-calls.ts'
import type { NativeWorkOptions } from './work-options.ts'

/** Orders taken in one go: what others hear is told in between. */
const ORDERS_AT_ONCE = 64
/** Milliseconds that a wait lasts at most: the end of the process waits for it, and rings nobody. */
const LONGEST_WAIT = 100

const start = workerData as ThreadStart & { readonly koffi: string } & NativeWorkOptions
const orders = new RecordRing(start.orders, records.ORDER_WORDS)
const answers = new RecordRing(start.answers, records.ANSWER_WORDS)
const say = (message: ThreadMessage): void => parentPort!.postMessage(message)
/** Whoever waits for answers is woken once for all that a batch of orders brought. */
let wanted = false
const want = (): void => {
  wanted = true
}

const calls = bindSystemCalls(start.koffi)
checkLayouts(calls)

const dialer = new EpollDialer(
  calls,
  (id, code, rtt, local, atBind) => writeAnswer(answers, want, id, code, rtt, local, atBind),
  {
    idle: start.idle,
    ...(start.localAddress !== undefined && { from: SocketAddress.of(start.localAddress) }),
  },
)
const bell = calls.eventfd(0, linux.EFD_CLOEXEC | linux.EFD_NONBLOCK)
const rung = new Uint8Array(8)

function work(): void {
  while (takeOrders()) {
    wake()
    const rests = orders.peek() < 0 && orders.fallAsleep()
    if (!rests && dialer.underWay === 0) continue
    if (dialer.wait(rests ? LONGEST_WAIT : 0)) calls.read(bell, rung, rung.length)
    orders.wakeUp()
    wake()
  }
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
    if (kind === records.CANCEL) dialer.cancel(id)
    else dialer.dial(id, records.familyIn(what), records.portIn(what), words, at + records.ADDRESS)
    orders.release()
  }
  return true
}

try {
  dialer.watchBell(bell)
  say({ bell })
  work()
  dialer.close()
} catch (error) {
  // What was under way is dialled by the application's own thread then.
  dialer.close(records.NOT_DIALLED)
  say({ broken: String(error) })
}
wake()
// Until it is dismissed somebody may still ring.
parentPort!.once('message', () => {
  calls.close(bell)
  parentPort!.close()
})
