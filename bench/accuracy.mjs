// Scans networks whose truth is known (bench/netlab) and says what was right: ours, nmap, and a plain loop over
// `net.connect`, in turns. Ends with 1 where ours misses a goal, with 77 where no such network can be built.
// Linux, root. Run: npm run lab:net -- [--conditions loss20,drop] [--seeds 1,2,3] [--rtt 100] [--tools ours,nmap]
//   [--tools alone,threads,native: each engine by itself]
//   [--peer-seeds 1: nmap and the loop with these alone]  [--short: ours alone, one seed, wide bounds] [--runs FILE: keep runs there, and do not repeat those that it has]
//   [--command FILE: another build of ours] [--write: the table into docs/accuracy.md]
import { appendFileSync, existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { conditions, labOptions } from './accuracy/conditions.mjs'
import { figuresOf, ownFigures, summaryOf } from './accuracy/figures.mjs'
import { missed } from './accuracy/judge.mjs'
import { machine, openLab, whyNoLab } from './accuracy/lab.mjs'
import { comparison, legend } from './accuracy/table.mjs'
import { isInstalled, nmapVersion, owns, tools, usual } from './accuracy/tools.mjs'
import { writeInto } from './write-into.mjs'

const SKIPPED = 77
const MOST_SECONDS = { short: 60, long: 300 }
const page = fileURLToPath(new URL('../docs/accuracy.md', import.meta.url))
const { values: flags } = parseArgs({
  options: {
    conditions: { type: 'string' },
    seeds: { type: 'string' },
    'peer-seeds': { type: 'string' },
    rtt: { type: 'string' },
    tools: { type: 'string' },
    command: { type: 'string' },
    runs: { type: 'string' },
    short: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
})
const form = flags.short ? 'short' : 'long'
const seeds = flags.seeds?.split(',') ?? (flags.short ? ['1'] : ['1', '2', '3'])
// The others take ten times as long, so they may be run with fewer.
const peerSeeds = flags['peer-seeds']?.split(',') ?? seeds
const chosen = chosenConditions()
const scanners = chosenTools()

const without = whyNoLab()
if (without !== undefined) {
  console.log(`SKIPPED: no scan was checked against a network of known truth: ${without}`)
  process.exit(SKIPPED)
}
const lab = openLab()

const kept = flags.runs !== undefined && existsSync(flags.runs) ? readRuns(flags.runs) : []
const summaries = {}
for (const name of Object.keys(chosen)) await measure(name)
const rows = Object.keys(chosen).flatMap(rowsOf)
console.log(comparison(rows))
if (flags.write) await writePage()
process.exitCode = rows.some(({ faults }) => faults?.length > 0) ? 1 : 0

function chosenConditions() {
  const names =
    flags.conditions?.split(',') ??
    Object.keys(conditions).filter((name) => !flags.short || !conditions[name].long)
  const unknown = names.find((name) => conditions[name] === undefined)
  if (unknown !== undefined)
    throw new Error(`no condition ${unknown}; there are ${Object.keys(conditions).join(' ')}`)
  const moved = flags.rtt === undefined ? {} : { rtt: Number(flags.rtt) }
  return Object.fromEntries(names.map((name) => [name, { ...conditions[name], ...moved }]))
}

function chosenTools() {
  const names = flags.tools?.split(',') ?? (flags.short ? ['ours'] : usual)
  return names.filter((name) => {
    const installed = isInstalled(name)
    if (!installed) console.log(`${name} is not installed: compared without it`)
    return installed
  })
}

function readRuns(file) {
  return readFileSync(file, 'utf8')
    .trim()
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
}

async function measure(name) {
  const runs = {}
  for (const seed of seeds) {
    for (const tool of scanners) {
      if (!owns.includes(tool) && !peerSeeds.includes(seed)) continue
      const known = kept.find(
        (run) => run.name === name && run.tool === tool && run.seed === seed && run.rtt === flags.rtt,
      )
      const figures = known?.figures ?? (await figuresFrom(chosen[name], tool, seed))
      if (known === undefined) keep({ name, tool, seed, rtt: flags.rtt, figures })
      ;(runs[tool] ??= []).push(figures)
    }
  }
  summaries[name] = Object.fromEntries(
    Object.entries(runs).map(([tool, figures]) => [tool, summaryOf(figures)]),
  )
}

/** Each tool gets a fresh lab of the same seed: what it loses depends on nothing but the packets sent. */
async function figuresFrom(condition, tool, seed) {
  lab.up(labOptions(condition, seed))
  const run = await lab.run(tools[tool](lab, condition, flags.command), MOST_SECONDS[form])
  const own = owns.includes(tool) ? ownFigures(run, lab.decoys()) : {}
  // XML that was cut off is no XML: nothing was reported in time.
  const told = run.status === 0 || !run.stdout.startsWith('<?xml') ? run.stdout : ''
  return figuresOf({ score: lab.score(told), counts: lab.counts(), run, own })
}

function keep(run) {
  const { name, tool, seed, figures } = run
  console.error(
    `${name} ${tool} seed ${seed}: ${figures.seconds.toFixed(2)} s, open ${figures.open.join(' of ')}`,
  )
  if (flags.runs !== undefined) appendFileSync(flags.runs, `${JSON.stringify(run)}\n`)
}

function rowsOf(name) {
  const { nmap } = summaries[name]
  const condition = chosen[name]
  return Object.entries(summaries[name]).map(([tool, summary]) => ({
    name,
    condition,
    tool,
    summary,
    ...(owns.includes(tool) && {
      faults: missed(
        condition,
        { ours: summary, nmap, alone: summaries[condition.goal.likeAlone]?.[tool] },
        form,
      ),
    }),
  }))
}

async function writePage() {
  const day = new Date().toISOString().slice(0, 10)
  const others = peerSeeds === seeds ? '' : ` (the others ${peerSeeds.join(', ')})`
  const facts = `Measured on ${day}, seeds ${seeds.join(', ')}${others}. ${machine()}${nmapVersion()}.`
  await writeInto(page, { figures: `${facts}\n\n${comparison(rows)}`, conditions: legend(chosen) })
}
