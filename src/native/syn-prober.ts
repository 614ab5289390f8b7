import type { Family } from '../model/host.ts'
import * as records from '../threads/dial-records.ts'
import type { DialTold } from './epoll-dialer.ts'
import type { SocketAddress } from './socket-address.ts'
import type { SynAnswer } from './syn-answer.ts'
import { SynLine, type LineFailure } from './syn-line.ts'
import { SynTries } from './syn-tries.ts'
import type { SystemCalls } from './system-calls.ts'

/** A try whose SYN waits to be sent. */
interface Waiting {
  id: number
  sequence: number
}

/** Sends SYNs and hears their answers. The system knows nothing of these connections, and resets those that open. */
export class SynProber {
  readonly #calls: SystemCalls
  readonly #told: DialTold
  readonly #from: SocketAddress | undefined
  readonly #tries: SynTries
  readonly #lines = new Map<Family, SynLine>()
  readonly #waiting: Readonly<Record<Family, Waiting[]>> = { 4: [], 6: [] }
  readonly #opened: (fd: number) => void
  #now = 0

  /** `opened` is told of descriptors that are to be watched for answers. */
  constructor(
    calls: SystemCalls,
    told: DialTold,
    {
      capacity,
      from,
      opened,
    }: { capacity: number; from?: SocketAddress | undefined; opened: (fd: number) => void },
  ) {
    this.#calls = calls
    this.#told = told
    this.#from = from
    this.#tries = new SynTries(capacity)
    this.#opened = opened
  }

  /** The sockets of a family, opened when they are first wanted. */
  line(family: Family): SynLine | LineFailure {
    const line = this.#lines.get(family) ?? SynLine.open(this.#calls, family, this.#from)
    if (line instanceof SynLine && !this.#lines.has(family)) {
      this.#lines.set(family, line)
      this.#opened(line.tcp)
      this.#opened(line.icmp)
    }
    return line
  }

  /** Asks the address whose words begin at `at`, when `send` is called, or as soon as enough wait. */
  ask(id: number, family: Family, port: number, attempt: number, words: Int32Array, at: number): void {
    const line = this.line(family)
    if (!(line instanceof SynLine)) return this.#told(id, line.code, 0, true, line.atBind)
    const from = line.portOf(attempt)
    const sequence = this.#tries.begin(id, family, port, from, words, at)
    const waiting = (this.#waiting[family][line.waiting] ??= { id: 0, sequence: 0 })
    waiting.id = id
    waiting.sequence = sequence
    const code = line.put(from, port, sequence, words, at)
    if (code !== 0) this.#end(id, code, true)
    else if (line.full) this.send()
  }

  /** Ends a try that is still under way. */
  cancel(id: number): void {
    if (this.#tries.has(id)) this.#end(id, records.GAVE_UP)
  }

  send(): void {
    for (const [family, line] of this.#lines) if (line.waiting > 0) this.#sendBy(family, line)
  }

  /** Takes what a watched descriptor has. */
  receive(fd: number): void {
    this.#now = performance.now()
    for (const line of this.#lines.values()) {
      if (line.tcp === fd || line.icmp === fd) line.receive(fd, this.#heard)
    }
  }

  /** Ends all tries and closes everything. */
  close(code = records.GAVE_UP): void {
    for (const id of this.#tries.underWay()) this.#end(id, code)
    for (const line of this.#lines.values()) line.close()
    this.#lines.clear()
  }

  #sendBy(family: Family, line: SynLine): void {
    const waiting = this.#waiting[family]
    const now = performance.now()
    for (let place = 0; place < line.waiting; place++) this.#tries.sent(waiting[place]!.id, now)
    line.send((place, code) => {
      const { id, sequence } = waiting[place]!
      if (this.#tries.isUnderWay(id, sequence)) this.#end(id, code, true)
    })
  }

  readonly #heard = (answer: SynAnswer): void => {
    const id = this.#tries.match(answer)
    if (id < 0) return
    const rtt = this.#tries.age(id, this.#now)
    this.#tries.end(id)
    this.#told(id, answer.code, rtt, false, false)
  }

  #end(id: number, code: number, local = false): void {
    this.#tries.end(id)
    this.#told(id, code, 0, local, false)
  }
}
