import { describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/model/random.ts'
import { scan } from '../../src/scan.ts'
import type { ScanOptions } from '../../src/scan-options.ts'
import type { SimulatedHost } from '../../src/testing/simulated-host.ts'
import type { SimulatedMachine } from '../../src/testing/simulated-machine.ts'
import { simulatedNetwork, type NetworkTraffic } from '../../src/testing/simulated-network.ts'
import type { SimulatedPath } from '../../src/testing/simulated-path.ts'
import type { Score } from '../../src/testing/truth-score.ts'

const ADDRESS = '192.0.2.1'
const PORTS = 1_000

interface Condition {
  readonly path?: SimulatedPath
  /** Ports of each kind; all others are the rest. */
  readonly open?: number
  readonly filtered?: number
  readonly rejected?: number
  readonly rest?: SimulatedHost['rest']
  readonly machine?: SimulatedMachine
}

interface Outcome {
  readonly score: Score
  readonly traffic: NetworkTraffic
  readonly probes: number
  readonly seconds: number
}

/** One host with a thousand ports, 50 ms away, scanned as everybody would. */
async function outcome(condition: Condition, seed: number, options: ScanOptions = {}): Promise<Outcome> {
  const { path = {}, open = 200, filtered = 0, rejected = 0, rest = 'closed', machine = {} } = condition
  const drawn = somePorts(seed, open + filtered + rejected)
  const network = simulatedNetwork({
    seed,
    paths: { [ADDRESS]: { rtt: 50, ...path } },
    hosts: {
      [ADDRESS]: {
        open: drawn.slice(0, open),
        ...(filtered > 0 && { filtered: drawn.slice(open, open + filtered) }),
        ...(rejected > 0 && { rejects: { EHOSTUNREACH: drawn.slice(open + filtered) } }),
        rest,
      },
    },
    machine,
  })
  const { connector, clock, random } = network
  const ports = `1-${PORTS}`
  const run = scan(ADDRESS, { ports, states: 'all', seed, connector, clock, random, ...options })
  const score = await network.score(run, { addresses: [ADDRESS], ports })
  const { traffic } = network
  return { score, traffic, probes: traffic.syns / PORTS, seconds: run.stats.elapsed / 1_000 }
}

function somePorts(seed: number, count: number): number[] {
  const random = seededRandom(seed)
  const ports = Array.from({ length: PORTS }, (_, index) => ({ port: index + 1, draw: random() }))
  return ports
    .sort((a, b) => a.draw - b.draw)
    .slice(0, count)
    .map(({ port }) => port)
}

const stalls = { every: 1_000, length: 500, first: 100 }
const few = { perSecond: 200, burst: 20 }

/** Goals of probes a port and of seconds; the scan is held to twice and to three times these. */
const conditions: readonly (readonly [string, Condition, probes: number, seconds: number])[] = [
  ['nothing in the way', { open: 16 }, 1, 0.6],
  ['5 % loss each way', { path: { loss: 0.05 } }, 1.2, 1.5],
  ['20 % loss each way', { path: { loss: 0.2 } }, 1.65, 2],
  ['all ports but 16 drop', { open: 16, rest: 'filtered' }, 2, 1.5],
  ['200 SYNs a second pass', { path: { syn: few } }, 1.5, 5.6],
  ['100 resets a second come back', { path: { rst: { perSecond: 100 } } }, 1.5, 8.8],
  ['some drop, some reject', { open: 16, filtered: 100, rejected: 140 }, 1.2, 1.5],
  ['64 descriptors', { machine: { descriptors: 64 } }, 1, 2],
  ['8 local ports', { machine: { localPorts: 8 } }, 1, 8],
  ['a loop that stands still half of the time', { machine: { stalls } }, 1.2, 3],
  ['the same with 20 % loss', { machine: { stalls }, path: { loss: 0.2 } }, 1.65, 5],
]

describe.each(conditions)('%s', (_title, condition, probes, seconds) => {
  test.each([1, 2, 3])('every open port is found, seed %i', async (seed) => {
    const { score, traffic, ...cost } = await outcome(condition, seed)
    expect(score.open).toMatchObject({ missed: 0, false: 0 })
    expect(score).toMatchObject({ asked: PORTS, unreported: 0, duplicates: 0, outside: 0 })
    expect(score.closed.right).toBeGreaterThanOrEqual(score.closed.real * 0.98)
    expect(score.filtered.right).toBe(score.filtered.real)
    expect(cost.probes).toBeLessThanOrEqual(2 * probes)
    expect(cost.seconds).toBeLessThanOrEqual(3 * seconds)
    expect(traffic).toMatchObject({ dialling: 0, open: 0 })
  })
})

test('never more sockets than there are descriptors, local ports, or than were asked for', async () => {
  const used = async (condition: Condition, options?: ScanOptions): Promise<number> =>
    (await outcome(condition, 1, options)).traffic.mostSockets
  expect(await used({ machine: { descriptors: 64 } })).toBe(64)
  expect(await used({ machine: { localPorts: 8 } })).toBe(8)
  expect(await used({}, { concurrency: 20 })).toBeLessThanOrEqual(20)
  expect(await used({ rest: 'filtered' }, { perHost: 30 })).toBeLessThanOrEqual(30)
})

test('the machine makes no difference to the results', async () => {
  const scores = []
  for (const machine of [{}, { descriptors: 64 }, { localPorts: 8 }, { stalls }]) {
    scores.push((await outcome({ machine }, 4)).score)
  }
  for (const score of scores) expect(score).toEqual(scores[0])
})

test('a scan that asks only once misses what was lost, and the score says so', async () => {
  const { score, probes } = await outcome({ path: { loss: 0.2 } }, 1, { retries: 0 })
  expect(score.open.missed).toBeGreaterThan(40)
  expect(score.open.missed).toBeLessThan(110)
  expect(probes).toBeLessThan(1.1)
})
