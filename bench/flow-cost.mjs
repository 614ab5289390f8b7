// Cost of an item that passes five stages, against one item of a bare `for await` over an async generator in the
// same run. Run: node --expose-gc bench/flow-cost.mjs
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'esbuild'

const ITEMS = 1_000_000
const ROUNDS = 7
const HOPS = 5
const GOAL = 2

const flowRoom = new URL('../src/flow/', import.meta.url).pathname
const { collect, flow, mapConcurrent, mapItems, pipe } = await loadFlow()

const addOne = () => mapItems((item) => item + 1)
const fiveHops = (source) => pipe(source, ...Array.from({ length: HOPS }, addOne))
const atOnce = () => {
  let next = 0
  return flow((max) => {
    const batch = []
    while (batch.length < max && next < ITEMS) batch.push(next++)
    return batch
  })
}

const cases = {
  'bare for await, one async generator': () => drain(foreign()),
  'bare for await, five async generators': () => drain(fiveGenerators()),
  'five mapItems, for await': () => drain(fiveHops(atOnce())),
  'five mapItems, read by batches': () => collectAll(fiveHops(atOnce())),
  'five mapItems over an async generator': () => drain(fiveHops(foreign())),
  'five mapItems, an async generator in the middle': () =>
    drain(pipe(atOnce(), addOne(), addOne(), foreignStage, addOne(), addOne(), addOne())),
  'mapConcurrent 100, work at once': () => drain(concurrent((item) => [item])),
  'mapConcurrent 100, work by a promise': () => drain(concurrent((item) => Promise.resolve([item]))),
  'mapConcurrent 100, by a promise, unordered': () =>
    drain(concurrent((item) => Promise.resolve([item]), { ordered: false })),
}

const times = Object.fromEntries(Object.keys(cases).map((name) => [name, []]))
for (let round = 0; round <= ROUNDS; round++) {
  for (const [name, run] of Object.entries(cases)) {
    globalThis.gc?.()
    const start = performance.now()
    await run()
    // The first round warms up.
    if (round > 0) times[name].push(((performance.now() - start) * 1e6) / ITEMS)
  }
}

const control = median(times['bare for await, one async generator'])
console.log(
  `${String(ITEMS)} items, ${String(HOPS)} hops, median of ${String(ROUNDS)}, Node ${process.version}`,
)
console.log('| case | ns an item | against the bare loop |\n| --- | ---: | ---: |')
for (const [name, all] of Object.entries(times)) {
  console.log(`| ${name} | ${median(all).toFixed(0)} | ${(median(all) / control).toFixed(2)} × |`)
}
const ratio = median(times['five mapItems, for await']) / control
console.log(`Goal: five mapItems at most ${String(GOAL)} ×: ${ratio <= GOAL ? 'reached' : 'MISSED'}`)
process.exitCode = ratio <= GOAL ? 0 : 1

async function* foreign() {
  for (let item = 0; item < ITEMS; item++) yield item
}

async function* foreignStage(source) {
  for await (const item of source) yield item + 1
}

function fiveGenerators() {
  let source = foreign()
  for (let hop = 0; hop < HOPS; hop++) source = foreignStage(source)
  return source
}

function concurrent(work, options) {
  return mapConcurrent(work, { concurrency: 100, ...options })(atOnce())
}

async function drain(source) {
  let count = 0
  for await (const item of source) if (item >= 0) count++
  if (count !== ITEMS) throw new Error(`expected ${String(ITEMS)} items, got ${String(count)}`)
}

async function collectAll(source) {
  const items = await collect(source)
  if (items.length !== ITEMS) throw new Error(`expected ${String(ITEMS)} items, got ${String(items.length)}`)
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)]
}

// Bundled to a file of its own, so that the source is measured as it ships, with nothing built before.
async function loadFlow() {
  const folder = mkdtempSync(join(tmpdir(), 'flow-cost-'))
  try {
    const names = ['collect', 'flow', 'map-concurrent', 'map-items', 'stage']
    const contents = names.map((name) => `export * from './${name}.ts'`).join('\n')
    const outfile = join(folder, 'flow.mjs')
    await build({
      stdin: { contents, resolveDir: flowRoom },
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      outfile,
    })
    return await import(pathToFileURL(outfile).href)
  } finally {
    rmSync(folder, { recursive: true })
  }
}
