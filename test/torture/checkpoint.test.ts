import { describe, expect, test } from 'vitest'
import { ssh } from '../../src/fingerprint/services/ssh.ts'
import type { Checkpoint } from '../../src/model/checkpoint.ts'
import { seededRandom } from '../../src/model/random.ts'
import type { TargetInput } from '../../src/model/target.ts'
import type { ScanOptions } from '../../src/scan-options.ts'
import { greets } from '../../src/testing/peer-script.ts'
import type { Found } from '../../src/testing/memory-network.ts'
import { scanWorld, type ScanWorld } from '../unit/scan-world.ts'

/** Moments for each way to scan; with `npm run lab:checkpoint` many more, others for each seed. */
const MOMENTS = Number(process.env['CHECKPOINT_MOMENTS'] ?? 20)
const SEED = Number(process.env['CHECKPOINT_SEED'] ?? 1)

const found = ({ port, address }: { port: number; address: string }): Found => {
  if (port % 7 === 0) return 'filtered'
  return (port + address.length) % 3 === 0 ? greets('SSH-2.0-x\r\n') : 'closed'
}

const NAMES = {
  'one.example': ['203.0.113.1'],
  'two.example': ['203.0.113.2', '203.0.113.3'],
  'far.example': ['203.0.113.4'],
}

/** Blocks, single hosts with ports of their own, names; some come late, so they are in later blocks. */
async function* late(world: ScanWorld): AsyncGenerator<TargetInput> {
  const rest = (ms: number) => new Promise<void>((resolve) => void world.clock.after(ms, resolve))
  yield '192.0.2.0/28'
  yield 'one.example'
  await rest(60)
  yield { host: 'two.example', ports: '5-40' }
  yield '198.51.100.0/29'
  await rest(120)
  yield 'far.example'
  yield { host: '192.0.2.99', ports: '1-9' }
}

interface Way {
  readonly targets: (world: ScanWorld) => AsyncIterable<TargetInput> | readonly string[]
  readonly options: ScanOptions
}

const LIST = ['192.0.2.0/28', 'two.example', '198.51.100.0/29', 'one.example']
const slow: ScanOptions = { ports: '1-20', states: 'all', seed: 5, concurrency: 40 }

const WAYS: Readonly<Record<string, Way>> = {
  'a list': { targets: () => LIST, options: slow },
  'in order': { targets: () => LIST, options: { ...slow, order: 'sequential' } },
  'many blocks and names': { targets: late, options: { ...slow, allAddresses: true } },
  'a shard': { targets: () => LIST, options: { ...slow, shard: { index: 1, count: 3 } } },
  'a shard of many blocks': { targets: late, options: { ...slow, shard: { index: 0, count: 2 } } },
  'with services': { targets: () => LIST, options: { ...slow, services: { probes: [ssh], tls: false } } },
}

/** A scan until a moment in virtual time, at which it stops as a process does that is killed. */
async function partUntil(way: Way, moment: number, resume?: Checkpoint) {
  const world = scanWorld({ ports: found }, { names: NAMES })
  const run = world.scan(way.targets(world), { ...way.options, ...(resume && { resume }) })
  const results: string[] = []
  let killed = false
  const consumed = (async () => {
    for await (const { address, port } of run) if (!killed) results.push(`${address}:${String(port)}`)
    return true
  })().catch(() => false)
  if (moment === Infinity) await world.clock.runUntilIdle(consumed)
  else await world.clock.advance(moment)
  const checkpoint = JSON.parse(JSON.stringify(run.checkpoint())) as Checkpoint
  const elapsed = world.clock.now()
  killed = true
  run.abort()
  await world.clock.runUntilIdle(consumed)
  await world.clock.advance(1_000)
  expect([world.network.open, world.network.dialling, world.clock.waiting]).toEqual([0, 0, 0])
  return { results, checkpoint, dialled: world.dialled, elapsed }
}

describe.each(Object.entries(WAYS))('stopped at any moment and gone on with: %s', (_name, way) => {
  test('the parts are the whole, and nothing is done twice but what was under way', async () => {
    const random = seededRandom(SEED)
    const whole = await partUntil(way, Infinity)
    expect(new Set(whole.results).size).toBe(whole.results.length)
    let inMidst = 0
    for (let moment = 0; moment < MOMENTS; moment++) {
      const told = `moment ${String(moment)}`
      const first = await partUntil(way, random() * whole.elapsed)
      const second = await partUntil(way, random() * whole.elapsed * 0.5, first.checkpoint)
      const last = await partUntil(way, Infinity, second.checkpoint)
      const parts = [first, second, last].map(({ results }) => results)
      expect([...new Set(parts.flat())].sort(), told).toEqual([...whole.results].sort())
      // The one result that the consumer had in hand each time, and had not yet asked for the next.
      expect(parts.flat().length - whole.results.length, told).toBeLessThanOrEqual(2)
      // What was handed on is not even dialled again, but for the one in hand.
      const dialled = new Set([...second.dialled.keys(), ...last.dialled.keys()])
      expect(parts[0]!.filter((name) => dialled.has(name)).length, told).toBeLessThanOrEqual(1)
      if (first.results.length > 0 && first.results.length < whole.results.length) inMidst++
    }
    expect(inMidst).toBeGreaterThan(MOMENTS / 4)
  })
})
