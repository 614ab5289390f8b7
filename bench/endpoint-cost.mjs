// What an endpoint costs on its way through all stages of a scan, over a connector that answers at once, against one
// item of a bare `for await` over an async generator in the same process.
// Run: npm run bench:endpoint -- [--endpoints 1e6] [--rounds 5] [--shape few-hosts] [--answer refused]
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { cost, median, printTable } from './figures.mjs'
import { loadSource } from './load-source.mjs'

export const GOAL = 12
export const MOST_MEMORY = 160

/** Ports of each host; hosts follow from the number of endpoints. */
export const shapes = { 'few-hosts': 1_000, 'many-hosts': 10, 'one-port': 1 }

const connection = { rtt: 0, write() {}, close() {} }
const refusal = { code: 'ECONNREFUSED', syscall: 'connect' }
let waiting = []

/** `open` brings every endpoint out as a result; `refused` ones are counted, as most ports of a real scan are. */
export const answers = {
  refused: () => new Promise(rejectSoon),
  open: () => Promise.resolve(connection),
}

// Later, as a network does: a promise that is born rejected costs Node a look at whether anybody handles it.
function rejectSoon(_resolve, reject) {
  if (waiting.push(reject) === 1) queueMicrotask(rejectAll)
}

function rejectAll() {
  const all = waiting
  waiting = []
  for (const reject of all) reject(refusal)
}

/** Rounds of one bare loop and one scan; CPU in microseconds an item, the ratio that of each round's pair. */
export async function endpointCost(scan, { endpoints, rounds, shape, answer }) {
  const ports = shapes[shape]
  const hosts = Math.ceil(endpoints / ports)
  const taken = []
  for (let round = 0; round < rounds; round++) {
    const items = Math.min(endpoints, 1e6)
    const bare = (await cost(() => drain(generate(items)))).cpu / items
    const { cpu, peak, growth } = await cost(() => drainScan(scan, hosts, ports, answers[answer]))
    const each = cpu / (hosts * ports)
    taken.push({ bare: bare * 1e3, each: each * 1e3, ratio: each / bare, peak, growth })
  }
  const middle = (figure) => median(taken.map((round) => round[figure]))
  return {
    bare: middle('bare'),
    each: middle('each'),
    ratio: middle('ratio'),
    peak: Math.max(...taken.map(({ peak }) => peak)),
    growth: middle('growth'),
  }
}

async function drainScan(scan, hosts, ports, connector) {
  const run = scan(addresses(hosts), { ports: `1-${ports}`, connector, seed: 1, allowHuge: true })
  await drain(run)
  if (run.stats.done !== hosts * ports)
    throw new Error(`${run.stats.done} of ${hosts * ports} ports were done`)
}

async function* generate(count) {
  for (let item = 0; item < count; item++) yield item
}

async function drain(source) {
  let count = 0
  for await (const item of source) if (item !== undefined) count++
  return count
}

function addresses(count) {
  const first = 10 * 2 ** 24
  const text = (value) => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.')
  return `${text(first)}-${text(first + count - 1)}`
}

async function main() {
  const { values: flags } = parseArgs({
    options: {
      endpoints: { type: 'string', default: '1e6' },
      rounds: { type: 'string', default: '5' },
      shape: { type: 'string' },
      answer: { type: 'string' },
    },
  })
  const { scan } = await loadSource('index.ts')
  const chosen = (all, flag) => Object.keys(all).filter((name) => flag === undefined || name === flag)
  const [endpoints, rounds] = [Number(flags.endpoints), Number(flags.rounds)]
  const rows = []
  for (const shape of chosen(shapes, flags.shape)) {
    for (const answer of chosen(answers, flags.answer)) {
      const figures = await endpointCost(scan, { endpoints, rounds, shape, answer })
      const { bare, each, ratio, peak, growth } = figures
      const name = `${shape}: ${shapes[shape]} ports each, ${answer}`
      rows.push([
        name,
        ...[each, bare].map((us) => us.toFixed(2)),
        ratio.toFixed(1),
        peak.toFixed(0),
        growth.toFixed(1),
      ])
    }
  }
  console.log(`${endpoints} endpoints, ${rounds} rounds, medians, Node ${process.version}`)
  printTable([['', 'CPU µs', 'bare µs', 'ratio', 'RSS peak MiB', 'RSS 2nd to 4th quarter MiB'], ...rows])
  console.log(
    `Goal: at most ${GOAL} × the bare item (few-hosts, refused), RSS at most ${MOST_MEMORY} MiB and flat`,
  )
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main()
