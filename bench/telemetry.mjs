// What it costs to be watched by portscan-core/otel while no SDK is registered: the CPU time of the same scan with and
// without, in turns, in one process. The network is in memory and answers at once, so there is nothing else to pay for.
// Run: npm run bench:telemetry -- [--endpoints 1e5] [--rounds 15]
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { answers } from './endpoint-cost.mjs'
import { cost, median, printTable } from './figures.mjs'
import { loadSource } from './load-source.mjs'

/** Times the CPU of a scan that is not watched. */
export const GOAL = 1.01
const PORTS = 1_000

/** One large scan, or many small ones. */
const works = {
  'one scan, all ports refused': (scan, endpoints) => drain(scan, endpoints, PORTS, answers.refused),
  'one scan, all ports open': (scan, endpoints) => drain(scan, endpoints, PORTS, answers.open),
  'scans of one port': async (scan, endpoints) => {
    // So many that a pause of the garbage collector is not half of what is measured.
    for (let done = 0; done < endpoints; done += PORTS / 10) await drain(scan, 1, 1, answers.open)
  },
}

/** The ratio of each pair's CPU time, by work: its median, and that of the same work twice, not watched. */
export async function telemetryCost({ endpoints, rounds }) {
  const { scan, instrument } = await loadSource('../bench/telemetry-kit.ts')
  const found = {}
  for (const [name, work] of Object.entries(works)) {
    const alone = async () => (await cost(() => work(scan, endpoints))).cpu
    const watched = async () => {
      const telemetry = await instrument()
      try {
        return await alone()
      } finally {
        telemetry.stop()
      }
    }
    await watched()
    const taken = []
    for (let round = 0; round < rounds; round++) {
      // The one in the middle is compared with the mean of its neighbours: what drifts meets both.
      const [before, middle, after] = [await alone(), await watched(), await alone()]
      taken.push({ ratio: (2 * middle) / (before + after), noise: after / before, cpu: (before + after) / 2 })
    }
    const of = (figure) => median(taken.map((round) => round[figure]))
    found[name] = { ratio: of('ratio'), noise: of('noise'), cpu: of('cpu') }
  }
  return found
}

async function drain(scan, endpoints, ports, connector) {
  const last = Math.ceil(endpoints / ports) - 1
  const run = scan(`10.0.0.0-10.0.${last >> 8}.${last & 255}`, { ports: `1-${ports}`, connector, seed: 1 })
  for await (const port of run) if (port.state !== 'open') throw new Error(`${port.port} is ${port.state}`)
}

async function main() {
  const { values: flags } = parseArgs({
    options: { endpoints: { type: 'string', default: '1e5' }, rounds: { type: 'string', default: '15' } },
  })
  const [endpoints, rounds] = [Number(flags.endpoints), Number(flags.rounds)]
  const found = await telemetryCost({ endpoints, rounds })
  console.log(`${endpoints} endpoints, ${rounds} rounds, medians, Node ${process.version}`)
  printTable([
    ['what', 'CPU ms', 'watched, no SDK', 'again without'],
    ...Object.entries(found).map(([name, { cpu, ratio, noise }]) => [
      name,
      cpu.toFixed(0),
      `${ratio.toFixed(3)} ×`,
      `${noise.toFixed(3)} ×`,
    ]),
  ])
  console.log(`Goal: at most ${GOAL} ×`)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main()
