import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Checkpoint, CheckpointBlock } from '../../src/model/checkpoint.ts'
import type { HostEvent, ScanEvent, Skipped } from '../../src/model/event.ts'
import type { PortResult } from '../../src/model/result.ts'
import type { ScanStats } from '../../src/model/stats.ts'
import { scan, type Scan } from '../../src/scan.ts'
import type { ScanOptions } from '../../src/scan-options.ts'
import { addressOf, plans, stateOf, worldOf, type Plan, type RandomWorld } from '../support/random-scan.ts'

/**
 * Random scans; with `SCAN_INVARIANTS=2000 npx vitest run test/unit/scan-invariants.test.ts` many more. The seed and the
 * path that a failure tells show it again.
 */
const { SCAN_INVARIANTS: runs = '150', SCAN_INVARIANTS_SEED: seed, SCAN_INVARIANTS_PATH: path } = process.env
const RUNS = Number(runs)
/** Milliseconds of virtual time after which a scan hangs: where each third dial finds no buffer it takes an hour. */
const PATIENCE = 36_000_000

/** One run of a scan, to its end or until it was killed. */
interface Run {
  readonly events: readonly ScanEvent[]
  readonly checkpoint: Checkpoint
  readonly stats: ScanStats
  readonly killed: boolean
}

test(
  'every endpoint is reported once, or counted and explained; nothing wrong, nothing lost, nothing left open',
  { timeout: 60_000 + RUNS * 400 },
  async () => {
    await fc.assert(
      fc.asyncProperty(plans, async (plan) => {
        const world = worldOf(plan)
        const all: Run[] = []
        for (let shard = 0; shard < plan.shards; shard++) {
          const runs = await runsOf(plan, world, shard)
          for (const run of runs) judgeRun(plan, run)
          expect(repeated(runs)).toBeLessThanOrEqual(runs.length - 1)
          all.push(...runs)
        }
        judgeWhole(plan, all)
      }),
      {
        numRuns: RUNS,
        // Of real time, which others may need too.
        timeout: 60_000,
        // Ends the search for a smaller example too, so that what failed is told in time.
        interruptAfterTimeLimit: 40_000 + RUNS * 200,
        ...(seed !== undefined && { seed: Number(seed) }),
        ...(path !== undefined && { path }),
      },
    )
  },
)

// ── running

/** A scan, killed as often as the plan says, and gone on with from its checkpoint. */
async function runsOf(plan: Plan, world: RandomWorld, shard: number): Promise<Run[]> {
  const { network, settings } = world
  const runs: Run[] = []
  let resume: Checkpoint | undefined
  const go = async (more: ScanOptions, kill?: number): Promise<Run> => {
    const own = plan.shards > 1 ? { shard: { index: shard, count: plan.shards } } : {}
    const targets = plan.hosts.map((_kind, index) => addressOf(index))
    world.begin()
    const run = scan(targets, { ...settings, ...more, ...own, ...(resume && { resume }) })
    const ended = await network.clock.run(consume(plan, world, run, kill), PATIENCE)
    await network.clock.run(new Promise<void>((resolve) => void network.clock.after(5_000, resolve)))
    expectNothingLeft(world, run)
    runs.push(ended)
    resume = JSON.parse(JSON.stringify(ended.checkpoint)) as Checkpoint
    return ended
  }
  for (const kill of plan.kills) if (!(await go({}, kill)).killed) break
  if (runs.at(-1)?.killed !== false) await go({})
  // What a scan that had enough has left is scanned in the end.
  if (settings.stopAfter?.open !== undefined) await go({ stopAfter: { open: 1_000_000 } })
  return runs
}

async function consume(plan: Plan, { network }: RandomWorld, run: Scan, kill?: number): Promise<Run> {
  const { clock } = network
  const events: ScanEvent[] = []
  let checkpoint: Checkpoint | undefined
  const callOffs = plan.pauses.flatMap(([from, length]) => [
    clock.after(from, () => run.pause()),
    clock.after(from + length, () => run.resume()),
  ])
  if (kill !== undefined) {
    const callOff = clock.after(kill, () => {
      checkpoint = run.checkpoint()
      run.abort(KILLED)
    })
    callOffs.push(callOff)
  }
  try {
    for await (const event of run.events()) {
      if (checkpoint !== undefined) break
      events.push(event)
      judgeCheckpoint(run.checkpoint())
      if (plan.rest > 0) await new Promise<void>((resolve) => void clock.after(plan.rest, resolve))
    }
  } catch (error) {
    if (error !== KILLED) throw error
  }
  for (const callOff of callOffs) callOff()
  const killed = checkpoint !== undefined
  checkpoint ??= run.checkpoint()
  judgeCheckpoint(checkpoint)
  return { events, checkpoint, stats: run.stats, killed }
}

const KILLED = new Error('killed')

function expectNothingLeft({ network, settings }: RandomWorld, run: Scan): void {
  const { dialling, open } = network.traffic
  const { limiter } = settings
  expect({
    dialling,
    open,
    timers: network.clock.waiting,
    inFlight: run.stats.inFlight,
    slots: limiter?.active ?? 0,
    waiting: limiter?.waiting ?? 0,
  }).toEqual({ dialling: 0, open: 0, timers: 0, inFlight: 0, slots: 0, waiting: 0 })
}

// ── what must hold

const isPort = (event: ScanEvent): event is PortResult => event.kind === 'port'
const isHost = (event: ScanEvent): event is HostEvent => event.kind === 'host'
const isSkipped = (event: ScanEvent): event is Skipped => event.kind === 'skipped'
const nameOf = ({ address, transport, port }: PortResult): string => `${address} ${transport} ${String(port)}`

/** Results that came in more than one run: at most the one that the consumer had in hand when it was killed. */
function repeated(runs: readonly Run[]): number {
  const names = runs.flatMap(({ events }) => events.filter(isPort).map(nameOf))
  return names.length - new Set(names).size
}

function judgeRun(plan: Plan, run: Run): void {
  const { events, stats, killed } = run
  const ports = events.filter(isPort)
  expect(new Set(ports.map(nameOf)).size, 'no result twice').toBe(ports.length)
  for (const port of ports) judgeState(plan, port)
  judgeOrder(events)
  if (killed) return
  const found = Object.values(stats.states).flatMap((reasons) => Object.values(reasons))
  expect(sum(found)).toBe(stats.done)
  if (plan.options.states === 'all') expect(ports.length).toBe(stats.done)
  if (stats.total !== undefined && plan.options.stopAfter?.open === undefined)
    expect(stats.done + stats.unprobed, 'all are counted').toBe(stats.total)
  judgeHosts(plan, events, stats)
}

/** Without loss every state is right; with it, silence may be taken for a filter, but never for anything else. */
function judgeState(plan: Plan, result: PortResult): void {
  const { address, state, marks = [] } = result
  const kind = plan.hosts[Number(address.split('.')[3]) - 1]!
  const real = stateOf(kind, result)
  const silent = result.transport === 'udp' ? 'open|filtered' : 'filtered'
  // The router's word takes longer than a try may.
  const mayBeSilent = plan.loss > 0 || plan.stalls || marks.includes('suspect') || kind === 'unreachable'
  if (state !== real || !mayBeSilent) {
    expect([nameOf(result), mayBeSilent && state === silent ? real : state]).toEqual([nameOf(result), real])
  }
  if (marks.includes('all-open')) expect(kind).toBe('decoy')
}

function judgeOrder(events: readonly ScanEvent[]): void {
  const up = new Set<string>()
  const finished = new Set<string>()
  for (const event of events) {
    if (isPort(event)) {
      expect(finished.has(event.address), `a result of ${event.address} after its end`).toBe(false)
      if (event.state === 'open' || event.state === 'closed')
        expect(up.has(event.address), `${event.address} is up`).toBe(true)
    } else if (isHost(event) && event.status !== 'down') {
      const seen = event.status === 'up' ? up : finished
      expect(seen.has(event.address), `${event.address} ${event.status} once`).toBe(false)
      seen.add(event.address)
      expect(event.status === 'up' && finished.has(event.address)).toBe(false)
    }
  }
}

/** What a host's last event says is what came of it, and what is missing was explained. */
function judgeHosts(plan: Plan, events: readonly ScanEvent[], stats: ScanStats): void {
  let unprobed = 0
  for (const host of events.filter(isHost)) {
    if (host.status !== 'finished') continue
    unprobed += host.unprobed ?? 0
    const reported = events.filter((event) => isPort(event) && event.address === host.address)
    const counted = sum(Object.values(host.counts ?? {}).flatMap((reasons) => Object.values(reasons)))
    if (plan.options.states === 'all') expect(reported.length).toBe(counted)
    if (plan.shards === 1 && plan.kills.length === 0 && plan.options.stopAfter?.open === undefined)
      expect(counted + (host.unprobed ?? 0), `ports of ${host.address}`).toBe(portsOfHost(plan))
    const why = events.filter(isSkipped).filter(({ address }) => address === host.address)
    if ((host.unprobed ?? 0) > 0) expect(why, `why of ${host.address}`).not.toEqual([])
  }
  if (plan.options.stopAfter?.open === undefined) expect(unprobed).toBe(stats.unprobed)
}

/** All runs of all shards together: each host was scanned whole, or there is a good reason why it was not. */
function judgeWhole(plan: Plan, runs: readonly Run[]): void {
  const { stopAfter, hostTimeout, states } = plan.options
  if (states !== 'all' || hostTimeout !== undefined || stopAfter?.openPerHost !== undefined) return
  const events = runs.flatMap((run) => run.events)
  const reported = new Set(events.filter(isPort).map(nameOf))
  for (const [index, kind] of plan.hosts.entries()) {
    const address = addressOf(index)
    const scanned = [...reported].filter((name) => name.startsWith(`${address} `)).length
    if (scanned === portsOfHost(plan)) continue
    const discovered = plan.discovery && plan.shards === 1
    const mayBeSkipped = kind === 'unreachable' || kind === 'routeless' || discovered
    expect(mayBeSkipped, `${kind} ${address} is scanned whole, not ${String(scanned)} ports`).toBe(true)
    // What was said of a host when the scan was killed is not said again.
    if (plan.kills.length > 0) continue
    const why = events.filter(isSkipped).filter((skipped) => skipped.address === address)
    expect(why.map(({ reason }) => reason).filter((reason) => reason !== 'stop-after')).not.toEqual([])
  }
}

function judgeCheckpoint(checkpoint: Checkpoint): void {
  for (const block of [...checkpoint.earlier, checkpoint]) judgeBlock(block)
}

function judgeBlock({ pending }: CheckpointBlock): void {
  const positions = pending.map(([position]) => position)
  expect(new Set(positions).size, 'each pending port once').toBe(positions.length)
}

function portsOfHost({ ports, udp }: Plan): number {
  return udp ? 2 * ports : ports
}

function sum(numbers: readonly (number | undefined)[]): number {
  return numbers.reduce<number>((total, number) => total + (number ?? 0), 0)
}
