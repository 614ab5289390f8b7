import type { Family } from '../model/host.ts'
import type { Outcome, Verdict } from '../model/result.ts'
import { localCode } from '../net/missing-family.ts'
import { outcomeOf, outcomeOfIcmp, resetOutcome } from '../net/outcome.ts'
import { codeOf, icmpIn, NOT_DIALLED, OPENED, RESET } from '../threads/dial-records.ts'
import type { DialEnd } from '../threads/dial-thread.ts'
import type { DialThreads } from '../threads/dial-threads.ts'
import type { ProbeStrategy } from './strategy.ts'

/**
 * `tcpConnect()` by threads that dial: open is who completes the handshake. What they could not even begin, or had
 * under way when one of them broke, is asked by `here`.
 */
export function threadConnect(threads: DialThreads, here: ProbeStrategy): ProbeStrategy {
  return {
    name: 'tcp-connect',
    transport: 'tcp',
    probe: (endpoint, attempt) =>
      new Promise((resolve) => {
        let over = false
        const ended = (end: DialEnd): void => {
          over = true
          resolve(
            end.code === NOT_DIALLED ? here.probe(endpoint, attempt) : outcomeOfEnd(end, endpoint.family),
          )
        }
        const cancel = threads.dial(endpoint, ended, attempt.number)
        attempt.onCancel(() => {
          if (!over) cancel()
        })
      }),
  }
}

function outcomeOfEnd({ code, rtt, local, atBind }: DialEnd, family: Family): Outcome {
  if (code === OPENED) return { state: 'open', reason: 'syn-ack', rtt }
  const seen = outcomeSeen(code)
  if (seen !== undefined) return { ...seen, rtt }
  const said = codeOf(code)
  const outcome = outcomeOf({
    code: local && !atBind ? localCode(said, family) : said,
    local,
    syscall: atBind ? 'bind' : 'connect',
  })
  return outcome.state === 'none' ? outcome : { ...outcome, rtt }
}

/** What was seen on the wire, where no system folded it into a code. */
function outcomeSeen(code: number): Verdict | undefined {
  if (code === RESET) return resetOutcome
  const message = icmpIn(code)
  return message && outcomeOfIcmp(...message)
}
