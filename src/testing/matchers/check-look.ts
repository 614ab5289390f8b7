import { ScanError, systemClock } from 'portscan-core'
import type { Clock, ScanOptions } from 'portscan-core'
import type { LookOptions } from './scannable.ts'

/** With these a look would see a part of its target, or what an assertion says itself would be said twice. */
const NOT_TAKEN: readonly Exclude<keyof ScanOptions, keyof LookOptions>[] = [
  'ports',
  'udp',
  'states',
  'shard',
  'stopAfter',
  'resume',
  'hostTimeout',
]

/** Types do not hold for who writes JavaScript: an option that counts for nothing would be a test that passes on that. */
export function checkOptions(options: Readonly<Record<string, unknown>>): void {
  const name = NOT_TAKEN.find((one) => options[one] !== undefined)
  if (name === undefined) return
  const message = `option '${name}': this assertion takes none; it looks at all of its target, and at the ports that it names`
  throw new ScanError('ERR_OPTION', message, { input: name })
}

/** Throws `ERR_TARGET` where something is expected of what cannot be looked at. */
export function checkReceived(received: unknown): void {
  const trouble = typeof received === 'string' ? undefined : troubleWith(received)
  if (trouble === undefined) return
  const message = `expected a target, such as '192.0.2.7', or the report of a scan, but got ${trouble}`
  throw new ScanError('ERR_TARGET', message)
}

function troubleWith(received: unknown): string | undefined {
  if (received === null || typeof received !== 'object') return received === null ? 'null' : typeof received
  if ('then' in received) return 'a promise: expect(await …)'
  if ('report' in received) return 'a scan: expect(await scan(…).report())'
  if (Symbol.iterator in received || Symbol.asyncIterator in received) {
    return 'a list: ask of each target by itself, or of one report: expect(await scan([…]).report())'
  }
  if (!('hosts' in received)) return undefined
  const { hosts, skipped, stats } = received as Readonly<Record<string, unknown>>
  const isWhole = Array.isArray(hosts) && Array.isArray(skipped) && typeof stats === 'object'
  return isWhole ? undefined : 'a part of one: hosts, skipped and stats are all needed'
}

/** A scan that waits by timers which stand still never ends. */
export function checkTimers(clock: Clock): void {
  const { clock: fake, _isMockFunction: mocked } = setTimeout as unknown as Readonly<Record<string, unknown>>
  if (clock !== systemClock || (fake === undefined && mocked === undefined)) return
  const advice =
    "use real ones here, or fake the date alone (in vitest: vi.useFakeTimers({ toFake: ['Date'] })), or look before and expect of the report"
  throw new ScanError('ERR_STATE', `the timers of this test are fake, and a scan needs real ones: ${advice}`)
}
