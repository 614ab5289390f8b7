import type { Judgement } from './judgement.ts'
import { doubtOf, lookAtPort, portMessage, refuseDoubt, type OnePort } from './one-port.ts'
import type { PortSight } from './port-sight.ts'
import type { LookOptions, Scannable } from './scannable.ts'

/** Whether a port is closed on all addresses of the target: refused. One that is filtered may be open to others. */
export async function judgeClosedPort(
  received: Scannable,
  port: OnePort,
  options: LookOptions = {},
): Promise<Judgement> {
  const { subject, sights, report } = await lookAtPort(received, port, options)
  const other = sights.filter(({ state }) => state === 'open' || state === 'filtered')
  const pass = other.length === 0
  const filtered = other.length > 0 && other.every(({ state }) => state === 'filtered')
  const what = pass ? 'is closed' : filtered ? 'is not closed but filtered: nobody refused' : 'is not closed'
  const lines = sights.map((sight) => ({ mark: markOf(sight), sight }))
  const doubts = sights.filter(({ state }) => state !== 'closed').map(doubtOf)
  if (pass) refuseDoubt({ claim: `${subject} is closed`, lines, report, doubts })
  return { pass, message: portMessage(`${subject} ${what}`, lines) }
}

function markOf({ state }: PortSight): string {
  if (state === 'closed') return 'closed'
  return state === 'open' || state === 'filtered' ? 'not closed' : 'unclear'
}
