// Ours beside other scanners and loops in C: the same targets, in turns, in networks that this makes for itself. What is
// not installed is a row that says so; nothing is installed, and nothing leaves the machine. Ends with 1 where a goal is
// not met, with 77 where no network can be made. Linux, root.
// Run: npm run bench:compare -- [--short] [--scenes loopback,network,syn] [--rounds 7] [--only 'native,nmap -sT']
//   [--keep FILE: all runs as JSON] [--from FILE,FILE: the scenes of those, nothing is measured] [--dist FOLDER: another build]
//   [--write: tables and picture into docs/, refused on a busy machine] [--busy: even there]
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { parseArgs } from 'node:util'
import { openLab, whyNoLab } from './compare/lab.mjs'
import { machine, machineLoad } from './compare/machine.mjs'
import { picture } from './compare/picture.mjs'
import { compileLoops, installedScanners } from './compare/programs.mjs'
import { runScene } from './compare/run-scene.mjs'
import { loopback, shortLoopback } from './compare/scenes/loopback.mjs'
import { network, shortNetwork } from './compare/scenes/network.mjs'
import { shortSyn, syn } from './compare/scenes/syn.mjs'
import { goalsOf } from './compare/goals.mjs'
import { summaryOf } from './compare/summary.mjs'
import { goalTable, sceneTable } from './compare/table.mjs'
import { writeInto } from './write-into.mjs'

const SKIPPED = 77
const docs = new URL('../docs/', import.meta.url)
const long = { loopback, network, syn }
const short = { loopback: shortLoopback, network: shortNetwork, syn: shortSyn }

const { values: flags } = parseArgs({
  options: {
    short: { type: 'boolean', default: false },
    scenes: { type: 'string', default: 'loopback,network,syn' },
    rounds: { type: 'string' },
    only: { type: 'string' },
    keep: { type: 'string' },
    from: { type: 'string' },
    dist: { type: 'string' },
    write: { type: 'boolean', default: false },
    busy: { type: 'boolean', default: false },
  },
})

const all = flags.from === undefined ? await measureAll() : readRuns(flags.from.split(','))
if (flags.keep !== undefined) writeFileSync(flags.keep, JSON.stringify(all))
const scenes = all.scenes.map(judged)
console.log(factsOf(all))
for (const { title, tables } of scenes) console.log(`\n${title}\n\n${tables}`)
if (flags.write) await writeDocs()
process.exitCode = scenes.some(({ goals }) => goals.some(({ met }) => met === false)) ? 1 : 0

/** Of the first file, with the scenes of all. */
function readRuns(files) {
  const kept = files.map((file) => JSON.parse(readFileSync(file, 'utf8')))
  return { ...kept[0], scenes: kept.flatMap(({ scenes }) => scenes) }
}

async function measureAll() {
  const without = whyNoLab()
  if (without !== undefined) {
    console.log(`SKIPPED: nothing was compared: ${without}`)
    process.exit(SKIPPED)
  }
  const load = await machineLoad()
  if (!load.quiet) warnOfLoad(load)
  const lab = openLab()
  const kit = await makeKit(lab)
  const facts = {
    date: new Date().toISOString().slice(0, 10),
    machine: machine(),
    load,
    versions: kit.versions,
  }
  try {
    const measured = []
    for (const name of flags.scenes.split(',')) measured.push(await measureScene(name, lab, kit))
    return { ...facts, scenes: measured }
  } finally {
    lab.close()
  }
}

function warnOfLoad({ text }) {
  console.error(`This machine is busy (${text}): ratios scatter, and times mean little.`)
  if (flags.write && !flags.busy)
    throw new Error('expected a quiet machine to write figures into docs/, or --busy')
}

/** What contenders are made with, and which of what they need there is. */
async function makeKit({ folder }) {
  const versions = installedScanners()
  const loops = compileLoops(folder)
  const kit = { folder, loops, versions, ...(flags.dist !== undefined && { dist: flags.dist }) }
  const native = new URL('../dist/native/index.js', import.meta.url)
  const ours = await import(
    flags.dist === undefined ? native.href : pathToFileURL(`${flags.dist}/native/index.js`).href
  )
  return { ...kit, has: [...Object.keys(versions), ...Object.keys(loops), ...Object.keys(ours)] }
}

async function measureScene(name, lab, kit) {
  const chosen = (flags.short ? short : long)[name]
  if (chosen === undefined) throw new Error(`no scene ${name}; there are ${Object.keys(long).join(', ')}`)
  const scene = { ...chosen, ...(flags.rounds !== undefined && { rounds: Number(flags.rounds) }) }
  const only = flags.only?.split(/,(?! )/) ?? scene.only
  const everybody = Object.entries(scene.contenders(kit))
  const contenders = Object.fromEntries(everybody.filter(([who]) => only?.includes(who) ?? true))
  console.error(scene.title)
  const runs = await runScene(scene, { lab, kit, contenders, tell })
  const ours = Object.keys(contenders).filter((who) => contenders[who].ours)
  return { name, title: scene.title, peer: scene.peer, truth: scene.truth().length, ours, runs }
}

function tell(name, { failure, seconds, cpu, open, falseOpen }) {
  if (seconds === undefined) return console.error(`  ${name}: ${failure}`)
  const found = `${open} open${falseOpen > 0 ? `, ${falseOpen} FALSE` : ''}`
  console.error(`  ${name}: ${seconds.toFixed(2)} s, CPU ${cpu.toFixed(2)} s, ${found} ${failure ?? ''}`)
}

function judged(scene) {
  const summaries = Object.fromEntries(
    Object.entries(scene.runs).map(([name, runs]) => [name, summaryOf(runs)]),
  )
  const goals = goalsOf({ ...scene, summaries })
  const tables = `${sceneTable({ ...scene, summaries })}\n\n${goalTable(goals)}`
  return { ...scene, summaries, goals, tables }
}

function factsOf({ date, machine: where, load, versions }) {
  const peers = Object.entries(versions).map(([name, version]) => `${name} ${version}`)
  return `Measured on ${date}: ${where}; ${load.text}. ${peers.join(', ')}.`
}

async function writeDocs() {
  if (!all.load.quiet && !flags.busy)
    throw new Error('these runs are of a busy machine: --busy writes them even so')
  writeFileSync(fileURLToPath(new URL('compared.svg', docs)), picture(scenes))
  const drawn = '![Bars of the same figures](compared.svg)'
  const texts = scenes.map(({ title, tables }) => `### ${title}\n\n${tables}`)
  await writeInto(fileURLToPath(new URL('performance.md', docs)), {
    comparison: [factsOf(all), drawn, ...texts].join('\n\n'),
  })
}
