import { expect } from 'vitest'
import { tcpPing } from '../../src/discover/tcp-ping.ts'
import { http } from '../../src/fingerprint/services/http.ts'
import { ssh } from '../../src/fingerprint/services/ssh.ts'
import type { ScanEvent } from '../../src/model/event.ts'
import { seededRandom } from '../../src/model/random.ts'
import { createLimiter } from '../../src/net/limiter.ts'
import { scan, type Scan } from '../../src/scan.ts'
import type { ScanOptions } from '../../src/scan-options.ts'
import { manualClock, type ManualClock } from '../../src/testing/manual-clock.ts'
import { memoryNetwork, type Found, type MemoryNetwork } from '../../src/testing/memory-network.ts'
import { answers, closes, greets, resets } from '../../src/testing/peer-script.ts'
import { staticResolver } from '../../src/testing/static-resolver.ts'
import { abortListeners } from '../support/open-handles.ts'
import { FaultPlan, type PlannedFault } from './fault-plan.ts'
import { faultyClock, faultyConnector, faultyResolver, faultyTargets } from './faulty-world.ts'

/** Three names and blocks that lead to four hosts, and a name that leads nowhere. */
const TARGETS = ['192.0.2.0/31', 'www.example', 'gone.example', '198.51.100.7'] as const
const HOSTS = 4
const PORTS = 6

/** What is behind a port; every host is the same. */
const PEERS: readonly Found[] = [
  'closed',
  greets('SSH-2.0-OpenSSH_9.9\r\n'),
  answers((heard) => (heard[0] === 0x47 ? 'HTTP/1.1 200 OK\r\nServer: x\r\n\r\n' : undefined)),
  'open',
  'filtered',
  closes,
  resets,
]

/** The state of a port, whatever goes wrong with one try. */
export const stateOf = (port: number): string => (typeof PEERS[port] === 'string' ? PEERS[port] : 'open')

export const ABORTED = new Error('the user has had enough')
/** Milliseconds of virtual time after which a run that is not over would never be. No look-up takes longer. */
const PATIENCE = 300_000

/** The ways to scan that are put to torture. */
export const SCENARIOS: Readonly<Record<string, () => ScanOptions>> = {
  ports: () => ({}),
  services: () => ({ services: { probes: [ssh, http], tls: false }, reverse: true }),
  discovery: () => ({ discovery: [tcpPing({ ports: [1, 2] })] }),
  judged: () => ({ canary: '198.51.100.7:1', hostTimeout: 250_000, stopAfter: { open: 1_000 } }),
  bounded: () => ({ concurrency: 3, rate: 2_000, limiter: createLimiter(2), deny: '203.0.113.0/24' }),
}

/** How a run ended, and what it gave until then. */
export interface Ending {
  readonly events: readonly ScanEvent[]
  readonly error: unknown
  /** It would have waited for ever, so it was aborted. */
  readonly hung: boolean
  readonly plan: FaultPlan
}

/** Scans with one fault in the world, and sees to it that nothing is left of the scan. */
export async function torture(scenario: string, planned?: PlannedFault): Promise<Ending> {
  const plan = new FaultPlan(planned)
  const clock = manualClock()
  const network = memoryNetwork({ ports: ({ port }) => PEERS[port], latency: 20, clock })
  const abort = new AbortController()
  plan.abort = () => abort.abort(ABORTED)
  const names = { 'www.example': ['203.0.114.1'] }
  const resolver = staticResolver({ names, reverse: { '192.0.2.0': ['a.example'] } })
  const options: ScanOptions = {
    ports: `1-${String(PORTS)}`,
    states: 'all',
    seed: 7,
    ...SCENARIOS[scenario]!(),
    connector: faultyConnector(network.connector, plan),
    resolver: faultyResolver(resolver, plan),
    clock: faultyClock(clock, plan),
    random: seededRandom(1),
    signal: abort.signal,
  }
  const ending = await runToEnd(scan(faultyTargets(TARGETS, plan), options), clock, plan)
  plan.release()
  await clock.advance(PATIENCE)
  nothingLeft(network, clock, options)
  return { ...ending, plan }
}

async function runToEnd(run: Scan, clock: ManualClock, plan: FaultPlan): Promise<Omit<Ending, 'plan'>> {
  const events: ScanEvent[] = []
  const iterator = run.events()
  let error: unknown
  const consume = async (): Promise<void> => {
    try {
      for (let item = await iterator.next(); item.done !== true; item = await iterator.next())
        events.push(item.value)
    } catch (thrown) {
      error = thrown
    }
  }
  const end = consume()
  let hung = false
  await clock.runUntilIdle(end, PATIENCE).catch(async () => {
    hung = true
    plan.abort()
    await clock.runUntilIdle(end)
  })
  // One error is all there is.
  expect(await clock.runUntilIdle(iterator.next())).toEqual({ done: true, value: undefined })
  expect(run.stats.inFlight).toBe(0)
  return { events, error, hung }
}

function nothingLeft(network: MemoryNetwork, clock: ManualClock, { signal, limiter }: ScanOptions): void {
  const left = {
    dialling: network.dialling,
    open: network.open,
    timers: clock.waiting,
    listeners: abortListeners(signal!),
    slots: limiter?.active ?? 0,
    waiting: limiter?.waiting ?? 0,
  }
  expect(left).toEqual({ dialling: 0, open: 0, timers: 0, listeners: 0, slots: 0, waiting: 0 })
}

/** Every port of every host has its result. */
export function isWhole(events: readonly ScanEvent[]): boolean {
  return events.filter(({ kind }) => kind === 'port').length === HOSTS * PORTS
}
