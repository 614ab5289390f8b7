import type { Family } from '../model/host.ts'
import type { Outcome } from '../model/result.ts'
import { localCode } from '../net/missing-family.ts'
import { outcomeOf } from '../net/outcome.ts'
import { codeOf, NOT_DIALLED, OPENED } from '../threads/dial-records.ts'
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
        const cancel = threads.dial(endpoint, (end) => {
          over = true
          resolve(
            end.code === NOT_DIALLED ? here.probe(endpoint, attempt) : outcomeOfEnd(end, endpoint.family),
          )
        })
        attempt.onCancel(() => {
          if (!over) cancel()
        })
      }),
  }
}

function outcomeOfEnd({ code, rtt, local, atBind }: DialEnd, family: Family): Outcome {
  if (code === OPENED) return { state: 'open', reason: 'syn-ack', rtt }
  const said = codeOf(code)
  const outcome = outcomeOf({
    code: local && !atBind ? localCode(said, family) : said,
    local,
    syscall: atBind ? 'bind' : 'connect',
  })
  return outcome.state === 'none' ? outcome : { ...outcome, rtt }
}
