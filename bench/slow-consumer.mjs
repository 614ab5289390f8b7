// A consumer that takes one result a second: how far each stage reads ahead of it, and whether anything grows.
// Run: npm run bench:slow -- [--seconds 60]
import { pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { printTable } from './figures.mjs'
import { loadSource } from './load-source.mjs'

export const CONCURRENCY = 500
/** Ports begun and results not taken, as `probePorts` bounds them; what its consumer holds as one batch comes on top. */
export const WINDOW = 5_000
const BATCH = 128

/** The bounds are exact: they hold at every moment, however long it lasts. */
export async function slowConsumer({ scan }, { seconds }) {
  const seen = { targets: 0, dials: 0, inFlight: 0, mostInFlight: 0, mostAhead: 0, consumed: 0 }
  const connector = async (endpoint) => {
    seen.dials++
    seen.mostInFlight = Math.max(seen.mostInFlight, ++seen.inFlight)
    seen.mostAhead = Math.max(seen.mostAhead, seen.dials - seen.consumed)
    await new Promise((resolve) => setTimeout(resolve, 5))
    seen.inFlight--
    return { endpoint, rtt: 5, write() {}, close() {} }
  }
  const run = scan(targets(seen), { ports: '1-100', connector, concurrency: CONCURRENCY, seed: 1 })
  const samples = []
  for await (const result of run) {
    if (result.state === 'open') seen.consumed++
    await new Promise((resolve) => setTimeout(resolve, 1_000))
    samples.push({ dials: seen.dials, targets: seen.targets, rss: process.memoryUsage.rss() / 2 ** 20 })
    if (seen.consumed >= seconds) break
  }
  const settled = samples[Math.min(2, samples.length - 1)]
  const last = samples.at(-1)
  return {
    ...seen,
    dialsWhileWaiting: last.dials - settled.dials,
    targetsWhileWaiting: last.targets - settled.targets,
    growth: last.rss - settled.rss,
    bounded: seen.mostAhead <= WINDOW + BATCH && seen.mostInFlight <= CONCURRENCY,
  }
}

function* targets(seen) {
  for (let host = 0; host < 65_536; host++) {
    seen.targets++
    yield `10.0.${host >> 8}.${host & 255}`
  }
}

async function main() {
  const { values: flags } = parseArgs({ options: { seconds: { type: 'string', default: '60' } } })
  const figures = await slowConsumer(await loadSource('index.ts'), { seconds: Number(flags.seconds) })
  printTable([['figure', 'value'], ...Object.entries(figures).map(([name, value]) => [name, String(value)])])
  console.log(
    `Goal: at most ${WINDOW} + ${BATCH} dialled and not taken, at most ${CONCURRENCY} in flight, no growth`,
  )
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) await main()
