import { formatPorts, parsePorts, scan, ScanError, systemClock } from 'portscan-core'
import type { PortSet, ScanOptions, ScanReport, ServiceOptions } from 'portscan-core'
import { checkOptions, checkReceived, checkTimers } from './check-look.ts'
import { unite } from './port-sets.ts'
import { isReport, nameOf, type LookOptions, type Scannable } from './scannable.ts'

const WITHIN = 4_800
/** What nothing names takes that long: with the look at the ports it fits into the time that a test has. */
const NAMING: ServiceOptions = { budget: { time: 3_000 } }

/** What is looked at: ports that the target may replace by its own, and those that are asked about in any case. */
export interface Wanted {
  readonly ports?: PortSet
  readonly asked: PortSet
}

/**
 * The report that an assertion is about: the one that is there, or one that is made now, of all states. Throws what
 * `scan()` throws (a name that does not resolve is never an answer), and `ERR_TIMEOUT` when the time is over.
 */
export async function look(
  received: Scannable,
  { ports, asked }: Wanted,
  options: LookOptions,
): Promise<ScanReport> {
  checkReceived(received)
  const { within = WITHIN, clock = systemClock, services = false, ...rest } = options
  checkWithin(within)
  checkOptions(rest)
  const settings: ScanOptions = {
    allAddresses: true,
    ...rest,
    clock,
    services: services === true ? NAMING : services,
    states: 'all',
  }
  if (isReport(received)) {
    // Never run. An option that is wrong is told here too.
    scan('127.0.0.1', settings)
    return received
  }
  checkTimers(clock)
  const own =
    typeof received === 'object' && received.ports !== undefined ? parsePorts(received.ports) : ports
  const set = formatPorts(own === undefined ? asked : unite(own, asked))
  const run = scan(typeof received === 'object' ? { ...received, ports: set } : received, {
    ...settings,
    ports: set,
  })
  const stop = clock.after(within, () => run.abort(outOfTime(received, within, run.stats)))
  try {
    return await run.report()
  } finally {
    stop()
  }
}

function outOfTime(
  received: Scannable,
  within: number,
  { done, total, states }: ReturnType<typeof scan>['stats'],
): ScanError {
  const open = Object.values(states.open ?? {}).reduce((sum, count) => sum + count, 0)
  const far = `${done} of ${total ?? 'the'} ports have a verdict, ${open} of them are open`
  const advice =
    'Ask for fewer ports, or give it time: { within: 30_000 }, and more than that to the test itself'
  return new ScanError(
    'ERR_TIMEOUT',
    `${nameOf(received)} could not be looked at within ${within} ms: ${far}. ${advice}`,
  )
}

function checkWithin(within: number): void {
  if (within > 0 && within < 2 ** 31) return
  throw new ScanError(
    'ERR_OPTION',
    `option 'within': expected milliseconds, from above 0 to ${2 ** 31 - 1}, but got ${String(within)}`,
    { input: 'within' },
  )
}
