// What importing the library costs, beside importing its three dependencies alone: medians of fresh processes that
// take turns, the ratio that of each pair: what else the machine does meets both. Fails above 1.5 times.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

const rounds = Number(process.argv[2] ?? 21)
const limit = 1.5
const root = fileURLToPath(new URL('..', import.meta.url))

const library = "import('./dist/index.js')"
const dependencies = "Promise.all([import('p-queue'), import('ip-num'), import('dns2')])"

const taken = { library: [], dependencies: [] }
for (let round = 0; round < rounds; round++) {
  taken.library.push(timeOf(library))
  taken.dependencies.push(timeOf(dependencies))
}
const ratio = median(taken.library.map((ours, round) => ours / taken.dependencies[round]))
const [ours, theirs] = [median(taken.library), median(taken.dependencies)]
console.log(
  `import: library ${ours.toFixed(1)} ms, its dependencies alone ${theirs.toFixed(1)} ms, ` +
    `ratio ${ratio.toFixed(2)} (at most ${limit}; ${rounds} processes each)`,
)
if (ratio > limit) process.exitCode = 1

function timeOf(load) {
  const script = `const t = performance.now(); await ${load}; process.stdout.write(String(performance.now() - t))`
  const args = ['--input-type=module', '--eval', script]
  return Number(execFileSync(process.execPath, args, { cwd: root, encoding: 'utf8' }))
}

function median(values) {
  return values.toSorted((a, b) => a - b)[values.length >> 1]
}
