import type { Endpoint } from '../model/endpoint.ts'
import type { Family } from '../model/host.ts'
import type { Outcome, Verdict } from '../model/result.ts'
import { localCode } from '../net/missing-family.ts'
import { CANCELLED, outcomeOf, outcomeOfIcmp, resetOutcome } from '../net/outcome.ts'
import { codeOf, icmpIn, NOT_DIALLED, OPENED, RESET } from '../threads/dial-records.ts'
import type { DialEnd, DialWatcher } from '../threads/dial-thread.ts'
import type { DialThreads } from '../threads/dial-threads.ts'
import { startingBy, startTry } from './start-try.ts'
import type { Attempt, ProbeStrategy, TryEnd } from './strategy.ts'

/**
 * `tcpConnect()` by threads that dial: open is who completes the handshake. What they could not even begin, or had
 * under way when one of them broke, is asked by `here`.
 */
export function threadConnect(threads: DialThreads, here: ProbeStrategy): ProbeStrategy {
  const dial: Dial = { threads, here }
  return startingBy((endpoint, attempt, told) => new ThreadTry(dial, endpoint, attempt, told).start(), {
    name: 'tcp-connect',
    transport: 'tcp',
  })
}

interface Dial {
  readonly threads: DialThreads
  readonly here: ProbeStrategy
}

/** One try by a thread: one object, since very many of them wait at once. */
class ThreadTry implements DialWatcher {
  readonly #by: Dial
  readonly #endpoint: Endpoint
  readonly #attempt: Attempt
  readonly #told: TryEnd
  /** What it is cancelled by; -1 once it has ended. */
  #number = -1
  /** Nobody wants to know any more. */
  #cancelled = false

  constructor(by: Dial, endpoint: Endpoint, attempt: Attempt, told: TryEnd) {
    this.#by = by
    this.#endpoint = endpoint
    this.#attempt = attempt
    this.#told = told
  }

  start(): void {
    const { threads } = this.#by
    this.#number = threads.dial(this.#endpoint, this, this.#attempt.number)
    this.#attempt.onCancel(() => {
      this.#cancelled = true
      if (this.#number >= 0) threads.cancel(this.#number)
    })
  }

  ended(end: DialEnd): void {
    this.#number = -1
    if (end.code !== NOT_DIALLED) this.#told.ended(outcomeOfEnd(end, this.#endpoint.family))
    else if (this.#cancelled) this.#told.ended(gaveUp)
    else startTry(this.#by.here, this.#endpoint, this.#attempt, this.#told)
  }
}

const gaveUp = outcomeOf({ code: CANCELLED, syscall: 'connect' })

function outcomeOfEnd({ code, rtt, local, atBind }: DialEnd, family: Family): Outcome {
  if (code === OPENED) return { state: 'open', reason: 'syn-ack', rtt }
  const said = codeOf(code)
  const outcome =
    outcomeSeen(code) ??
    outcomeOf({
      code: local && !atBind ? localCode(said, family) : said,
      local,
      syscall: atBind ? 'bind' : 'connect',
    })
  if (outcome.state === 'none') return outcome
  // Field by field: a spread costs a fifth of all that is done here for a closed port.
  const { state, reason, errorCode } = outcome
  return errorCode === undefined ? { state, reason, rtt } : { state, reason, errorCode, rtt }
}

/** What was seen on the wire, where no system folded it into a code. */
function outcomeSeen(code: number): Verdict | undefined {
  if (code === RESET) return resetOutcome
  const message = icmpIn(code)
  return message && outcomeOfIcmp(...message)
}
