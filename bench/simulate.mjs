// Scans of simulated networks in virtual time, condition by condition: how long they take there, how many SYNs a port
// costs, what is missed. Every row is the same each time.
// Run: npm run bench:simulate -- [--condition loss20,syn200] [--hosts 1] [--ports 1000] [--rtt 50] [--seeds 20]
//      [--first-seed 1] [--timing normal] [--each] [--json]
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { median, printTable } from './figures.mjs'
import { loadSource } from './load-source.mjs'
import { conditions, defaultHosts, world } from './simulated-conditions.mjs'

/** One scan; times in seconds of virtual and of real time. */
export async function simulate(
  kit,
  condition,
  { hosts = defaultHosts(condition), ports = 1_000, rtt = 50, seed, options = {}, groupTimes = false },
) {
  const { scan, simulatedNetwork, seededRandom } = kit
  const { options: net, addresses, groups } = world(condition, { hosts, ports, rtt, seed, seededRandom })
  const network = simulatedNetwork(net)
  const [started, used] = [performance.now(), process.cpuUsage()]
  const { connector, clock, random } = network
  const run = scan(addresses, {
    ports: `1-${ports}`,
    states: 'all',
    seed,
    connector,
    clock,
    random,
    ...options,
  })
  const finished = groups.map(({ name }) => ({ name, seconds: 0 }))
  const score = await network.score(groupTimes ? timed(run, finished, clock) : run, {
    addresses,
    ports: `1-${ports}`,
  })
  const { stats } = run
  return {
    condition,
    seed,
    virtual: clock.now() / 1e3,
    real: (performance.now() - started) / 1e3,
    cpu: cpuSeconds(used),
    probes: network.traffic.syns / score.asked,
    tries: stats.sent / score.asked,
    mostSockets: network.traffic.mostSockets,
    finished: groupTimes ? finished : [],
    score,
    clean: clean(score),
    rss: process.memoryUsage.rss() / 2 ** 20,
  }
}

/** Notes when the last result of each prefix came: 10.1.0.0/16 is the first. */
async function* timed(results, finished, clock) {
  for await (const result of results) {
    finished[Number(result.address.split('.', 2)[1]) - 1].seconds = clock.now() / 1e3
    yield result
  }
}

function cpuSeconds(since) {
  const { user, system } = process.cpuUsage(since)
  return (user + system) / 1e6
}

function clean({ open, closed, filtered, duplicates, outside, unreported }) {
  const wrong = closed.real - closed.right + filtered.real - filtered.right
  return open.missed + open.false + wrong + duplicates + outside + unreported === 0
}

/** One line of the table: all seeds of a condition together. */
export function summary(condition, runs) {
  const sum = (pick) => runs.reduce((total, run) => total + pick(run), 0)
  const most = (pick) => Math.max(...runs.map(pick))
  const open = sum(({ score }) => score.open.real)
  return [
    condition,
    median(runs.map(({ virtual }) => virtual)).toFixed(2),
    most(({ virtual }) => virtual).toFixed(2),
    (sum(({ probes }) => probes) / runs.length).toFixed(2),
    most(({ probes }) => probes).toFixed(2),
    `${open - sum(({ score }) => score.open.missed)}/${open}`,
    sum(({ score }) => score.open.false),
    sum(({ score }) => score.closed.real - score.closed.right),
    sum(({ score }) => score.filtered.real - score.filtered.right),
    sum(({ score }) => score.unreported + score.duplicates + score.outside),
    most(({ mostSockets }) => mostSockets),
    sum(({ real }) => real).toFixed(1),
    sum(({ cpu }) => cpu).toFixed(1),
  ]
}

const HEAD = [
  'condition',
  'virtual s',
  'most s',
  'SYNs/port',
  'most',
  'open',
  'false open',
  'closed wrong',
  'filtered wrong',
  'lost or twice',
  'sockets',
  'real s',
  'CPU s',
]

/** The library and its testing kit from the sources, in one module, so that they share everything. */
export const loadKit = () => loadSource('../bench/simulation-kit.ts')

async function main() {
  const { values: flags } = parseArgs({
    options: {
      condition: { type: 'string' },
      hosts: { type: 'string' },
      ports: { type: 'string', default: '1000' },
      rtt: { type: 'string', default: '50' },
      seeds: { type: 'string', default: '5' },
      'first-seed': { type: 'string', default: '1' },
      timing: { type: 'string', default: 'normal' },
      each: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
    },
  })
  const kit = await loadKit()
  const first = Number(flags['first-seed'])
  const rows = []
  for (const condition of flags.condition?.split(',') ?? conditions) {
    if (!conditions.includes(condition)) throw new Error(`${condition} is none of ${conditions.join(', ')}`)
    const runs = []
    for (let seed = first; seed < first + Number(flags.seeds); seed++) {
      const shape = {
        groupTimes: flags.each,
        ports: Number(flags.ports),
        rtt: Number(flags.rtt),
        seed,
        options: { timing: flags.timing },
      }
      const run = await simulate(kit, condition, {
        ...shape,
        ...(flags.hosts && { hosts: Number(flags.hosts) }),
      })
      runs.push(run)
      if (flags.json) console.log(JSON.stringify(run))
      if (flags.each && run.finished.length > 1) {
        const parts = run.finished.map(({ name, seconds }) => `${name} after ${seconds.toFixed(2)} s`)
        console.error(`${condition} #${seed}: ${parts.join(', ')}`)
      }
      if (flags.each) rows.push(summary(`${condition} #${seed}`, [run]))
    }
    rows.push(summary(condition, runs))
  }
  if (!flags.json) printTable([HEAD, ...rows])
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) await main()
