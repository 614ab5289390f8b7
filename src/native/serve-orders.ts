import type { MessagePort } from 'node:worker_threads'
import type { Family } from '../model/host.ts'
import { writeAnswer } from '../threads/answer-writer.ts'
import * as records from '../threads/dial-records.ts'
import type { ThreadMessage, ThreadStart } from '../threads/dial-thread.ts'
import { RecordRing } from '../threads/record-ring.ts'
import type { DialTold } from './epoll-dialer.ts'
import * as linux from './linux.ts'
import type { SystemCalls } from './system-calls.ts'

/** Who does what a thread is ordered to. */
export interface Hands {
  /** Called once, before all else. The bell can be read when there are orders. */
  open(bell: number): void
  /** `words` from `at` on are the address; the end is told by `told`. */
  dial(id: number, family: Family, port: number, attempt: number, words: Int32Array, at: number): void
  cancel(id: number): void
  /** Called when some orders were taken. */
  send?(): void
  /** Waits so many milliseconds at most; true where the bell rang. */
  wait(timeout: number): boolean
  /** Ends everything under way, and closes what is open. */
  close(code?: number): void
}

/** Milliseconds that a wait lasts at most: the end of the process waits for it, and rings nobody. */
const LONGEST_WAIT = 100

/**
 * Takes orders until it is told to stop or `hands` break; what was under way then is for the application's own thread.
 * `atOnce`: orders taken in one go: what others hear is told in between. `made` makes the hands; `capacity` is how
 * many dials may be under way.
 */
export function serveOrders(
  port: MessagePort,
  start: ThreadStart,
  calls: SystemCalls,
  atOnce: number,
  made: (told: DialTold, capacity: number) => Hands,
): void {
  const orders = new RecordRing(start.orders, records.ORDER_WORDS)
  const answers = new RecordRing(start.answers, records.ANSWER_WORDS)
  const say = (message: ThreadMessage): void => port.postMessage(message)
  /** Whoever waits for answers is woken once for all that a batch of orders brought. */
  let wanted = false
  const want = (): void => {
    wanted = true
  }
  const wake = (): void => {
    if (!wanted) return
    wanted = false
    say('answers')
  }
  const told: DialTold = (id, code, rtt, local, atBind) =>
    writeAnswer(answers, want, id, code, rtt, local, atBind)
  const bell = calls.eventfd(0, linux.EFD_CLOEXEC | linux.EFD_NONBLOCK)
  const rung = new Uint8Array(8)

  let hands: Hands | undefined
  try {
    hands = made(told, answers.capacity)
    hands.open(bell)
    say({ bell })
    while (takeOrders(orders, hands, atOnce)) {
      hands.send?.()
      wake()
      const rests = orders.peek() < 0 && orders.fallAsleep()
      if (hands.wait(rests ? LONGEST_WAIT : 0)) calls.read(bell, rung, rung.length)
      orders.wakeUp()
      wake()
    }
    hands.close()
  } catch (error) {
    hands?.close(records.NOT_DIALLED)
    say({ broken: String(error) })
  }
  wake()
  // Until it is dismissed somebody may still ring.
  port.once('message', () => {
    calls.close(bell)
    port.close()
  })
}

/** False when it was told to stop. */
function takeOrders(orders: RecordRing, hands: Hands, most: number): boolean {
  const { words } = orders
  for (let taken = 0; taken < most; taken++) {
    const at = orders.peek()
    if (at < 0) break
    const [id, what] = [words[at]!, words[at + 1]!]
    const kind = records.kindOf(what)
    if (kind === records.STOP) return false
    if (kind === records.CANCEL) hands.cancel(id)
    else {
      const [family, port, attempt] = [records.familyIn(what), records.portIn(what), records.attemptIn(what)]
      hands.dial(id, family, port, attempt, words, at + records.ADDRESS)
    }
    orders.release()
  }
  return true
}
