import type { Outcome } from '../model/result.ts'
import { outcomeOf } from '../net/outcome.ts'
import { codeOf, OPENED } from '../threads/dial-records.ts'
import type { DialEnd } from '../threads/dial-thread.ts'
import type { DialThreads } from '../threads/dial-threads.ts'
import type { ProbeStrategy } from './strategy.ts'

/** `tcpConnect()` by threads that dial: open is who completes the handshake. */
export function threadConnect(threads: DialThreads): ProbeStrategy {
  return {
    name: 'tcp-connect',
    transport: 'tcp',
    probe: (endpoint, attempt) =>
      new Promise((resolve) => {
        let over = false
        const cancel = threads.dial(endpoint, (end) => {
          over = true
          resolve(outcomeOfEnd(end))
        })
        attempt.onCancel(() => {
          if (!over) cancel()
        })
      }),
  }
}

function outcomeOfEnd({ code, rtt, local, atBind }: DialEnd): Outcome {
  if (code === OPENED) return { state: 'open', reason: 'syn-ack', rtt }
  const outcome = outcomeOf({ code: codeOf(code), local, syscall: atBind ? 'bind' : 'connect' })
  return outcome.state === 'none' ? outcome : { ...outcome, rtt }
}
