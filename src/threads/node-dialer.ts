// The script of a thread that dials by Node's own sockets.
import { parentPort, workerData } from 'node:worker_threads'
import type { Family } from '../model/host.ts'
import { DialSocket, type DialEvents } from '../net/dial-socket.ts'
import { writeAnswer } from './answer-writer.ts'
import * as records from './dial-records.ts'
import type { ThreadMessage, ThreadStart } from './dial-thread.ts'
import { RecordRing } from './record-ring.ts'

/** Orders taken in one go: answers are read in between. */
const ORDERS_AT_ONCE = 64

const start = workerData as ThreadStart & { readonly localAddress?: string }
const orders = new RecordRing(start.orders, records.ORDER_WORDS)
const answers = new RecordRing(start.answers, records.ANSWER_WORDS)
const dials = new Map<number, Dial>()

// Here no stack is read by anybody, and making one costs more than a socket.
Error.stackTraceLimit = 0

const say = (message: ThreadMessage): void => parentPort!.postMessage(message)
/** Whoever waits for answers is woken once for all that a turn of the loop brought. */
let wanted = false
const wake = (): void => {
  if (!wanted) setImmediate(tell)
  wanted = true
}
const tell = (): void => {
  wanted = false
  say('answers')
}

class Dial implements DialEvents {
  readonly #id: number
  readonly #address: string
  readonly #port: number
  readonly #socket = new DialSocket()
  readonly #started = performance.now()

  constructor(id: number, family: Family, address: string, port: number) {
    this.#id = id
    this.#address = address
    this.#port = port
    dials.set(id, this)
    this.#socket.owner = this
    this.#socket.dial({ address, family, port }, start.localAddress)
  }

  connected(): void {
    const { localPort, localAddress } = this.#socket
    const itself = localPort === this.#port && localAddress === this.#address
    this.end(itself ? records.MET_ITSELF : records.OPENED)
  }

  failed(error: NodeJS.ErrnoException | undefined, local: boolean): void {
    const { code = 'ECONNABORTED', syscall } = error ?? {}
    this.#tell(records.numberOf(code), local, syscall === 'bind')
  }

  received(): void {
    // The state is all that is wanted.
  }

  ended(): void {
    // Cannot come before the handshake.
  }

  /** Closes the socket and says why. */
  end(code: number): void {
    this.#socket.hangUp()
    this.#tell(code)
  }

  #tell(code: number, local?: boolean, atBind?: boolean): void {
    dials.delete(this.#id)
    writeAnswer(answers, wake, this.#id, code, performance.now() - this.#started, local, atBind)
  }
}

function takeOrders(): void {
  for (let taken = 0; taken < ORDERS_AT_ONCE; taken++) {
    const at = orders.peek()
    if (at < 0) {
      if (orders.fallAsleep()) return
      continue
    }
    const { words } = orders
    const [id, what] = [words[at]!, words[at + 1]!]
    const address = records.addressText(records.familyIn(what), words, at + records.ADDRESS)
    orders.release()
    const kind = records.kindOf(what)
    if (kind === records.STOP) return stop()
    if (kind === records.CANCEL) dials.get(id)?.end(records.GAVE_UP)
    else new Dial(id, records.familyIn(what), address, records.portIn(what))
  }
  setImmediate(takeOrders)
}

function stop(): void {
  for (const dial of dials.values()) dial.end(records.GAVE_UP)
  parentPort!.close()
}

parentPort!.on('message', takeOrders)
say({})
takeOrders()
