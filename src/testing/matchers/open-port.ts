import type { Judgement } from './judgement.ts'
import { doubtOf, lookAtPort, portMessage, refuseDoubt, type OnePort } from './one-port.ts'
import { checkDemands, faultsOf, hasDemands, type Faults, type PortDemands } from './port-demands.ts'
import { isDecided, type PortSight } from './port-sight.ts'
import type { Line } from './port-words.ts'
import type { LookOptions, Scannable } from './scannable.ts'

/** What an open port has to be beside open, and how to look at it. */
export interface OpenPortOptions extends LookOptions, PortDemands {}

/** Whether a port is open on one address of the target at least, and there what it is demanded to be. */
export async function judgeOpenPort(
  received: Scannable,
  port: OnePort,
  options: OpenPortOptions = {},
): Promise<Judgement> {
  const { service, product, version, tlsAtLeast, certificateDays, services = false, ...how } = options
  const demands = { service, product, version, tlsAtLeast, certificateDays }
  checkDemands(demands)
  const naming = services === false ? hasDemands(demands) : services
  const { subject, sights, report } = await lookAtPort(received, port, { ...how, services: naming })
  const now = new Date(how.clock?.wallTime() ?? Date.now())
  const seen = sights.map((sight) => ({ sight, ...faultsOf(report, sight, demands, now) }))
  const pass = seen.some(isFine)
  const lines = seen.map(lineOf)
  if (!pass) {
    const claim = `${subject} is open${hasDemands(demands) ? ', and what it should be' : ''}`
    refuseDoubt({ claim, lines, report, doubts: seen.flatMap(doubtsOf) })
  }
  const isOpen = sights.some(({ state }) => state === 'open')
  const what = pass ? 'is open' : isOpen ? 'is open, but not what it should be' : 'is not open'
  return { pass, message: portMessage(`${subject} ${what}`, lines) }
}

/** One address of the target. */
interface Seen extends Faults {
  readonly sight: PortSight
}

function isFine({ sight, faults, doubts }: Seen): boolean {
  return sight.state === 'open' && faults.length === 0 && doubts.length === 0
}

/** Where one thing is wrong for certain, it does not matter what else is not known. */
function doubtsOf({ sight, faults, doubts }: Seen): readonly string[] {
  if (!isDecided(sight)) return [doubtOf(sight)]
  return faults.length > 0 ? [] : doubts
}

function lineOf({ sight, faults, doubts }: Seen): Line {
  if (!isDecided(sight)) return { mark: 'unclear', sight }
  if (sight.state !== 'open') return { mark: 'not open', sight }
  const mark = faults.length > 0 ? 'differs' : doubts.length > 0 ? 'unclear' : 'open'
  return { mark, sight, more: faults }
}
