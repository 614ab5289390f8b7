// A scan within a process that has begun already: prints what is open, and then what the scan took and how late the
// event loop was meanwhile, in milliseconds. Run: node scan-alone.mjs '{"dist": …, "targets": […], "options": {…}}'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { pathToFileURL } from 'node:url'

const { dist, targets, strategy, options } = JSON.parse(process.argv[2])
const { scan } = await import(pathToFileURL(`${dist}/index.js`).href)
if (strategy !== undefined) {
  const native = await import(pathToFileURL(`${dist}/native/index.js`).href)
  options.strategy = { tcp: native[strategy.name](strategy.options) }
}
// A turn of the loop in which nothing is loaded any more.
await new Promise((resolve) => setTimeout(resolve, 50))

const delay = monitorEventLoopDelay({ resolution: 1 })
delay.enable()
const start = performance.now()
const open = []
const run = scan(targets, options)
for await (const { address, port } of run) open.push({ kind: 'port', state: 'open', address, port })
const seconds = (performance.now() - start) / 1e3
delay.disable()

for (const port of open) console.log(JSON.stringify(port))
const [late, latest] = [delay.percentile(99), delay.max].map((nanoseconds) => nanoseconds / 1e6)
const { engine, sent } = run.stats
console.log(JSON.stringify({ kind: 'alone', seconds, late, latest, engine, sent }))
