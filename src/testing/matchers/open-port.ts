import type { Judgement } from './judgement.ts'
import { doubtOf, lookAtPort, portMessage, refuseDoubt, type OnePort, type PortLook } from './one-port.ts'
import { faultsOf, hasDemands, type Faults, type PortDemands } from './port-demands.ts'
import { isDecided } from './port-sight.ts'
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
  const naming = services === false ? hasDemands(demands) : services
  const found = await lookAtPort(received, port, { ...how, services: naming })
  const now = new Date(how.clock?.wallTime() ?? Date.now())
  const faults = found.sights.map((sight) => faultsOf(found.report, sight, demands, now))
  const pass = found.sights.some(({ state }, at) => state === 'open' && isFine(faults[at]!))
  const message = openPortText(found, faults, pass)
  if (!pass) {
    const doubts = found.sights.filter((sight) => !isDecided(sight)).map(doubtOf)
    refuseDoubt(message, found.report, [...doubts, ...faults.flatMap((one) => one.doubts)])
  }
  return { pass, message }
}

function isFine({ faults, doubts }: Faults): boolean {
  return faults.length === 0 && doubts.length === 0
}

function openPortText({ subject, sights }: PortLook, found: readonly Faults[], pass: boolean): string {
  const lines: Line[] = sights.map((sight, at) => {
    const { faults } = found[at]!
    const mark = sight.state !== 'open' ? 'not open' : faults.length > 0 ? 'differs' : 'open'
    return { mark, sight, more: faults }
  })
  const open = sights.some(({ state }) => state === 'open')
  const what = pass ? 'is open' : open ? 'is open, but not what it should be' : 'is not open'
  return portMessage(`${subject} ${what}`, lines)
}
