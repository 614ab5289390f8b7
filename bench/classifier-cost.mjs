// What naming one answer costs, with every service there is: over the recorded answers of all of them, and over texts
// of 16 KiB that are made to be expensive. Run: npm run bench:classifier -- [--rounds 50]
import { parseArgs } from 'node:util'
import { median, printTable } from './figures.mjs'
import { loadSource } from './load-source.mjs'

/** Milliseconds an answer: on average, the slowest of those that real servers gave, the slowest of all. */
export const GOAL = { mean: 0.05, slowest: 1, hostile: 5 }

/** Each figure is the median of the rounds, so that what else the machine does is left out. */
export async function classifierCost(rounds = 20) {
  const kit = await loadSource('../bench/classifier-kit.ts')
  const services = [...kit.commonServices, ...kit.optInServices]
  const cost = (answers) => {
    const all = answers.map(([bytes, context]) => {
      const run = () => kit.recognize(bytes, context, services)
      run()
      return median(Array.from({ length: rounds }, () => milliseconds(run)))
    })
    return { answers: all.length, mean: mean(all), slowest: Math.max(...all) }
  }
  const recorded = recordedAnswers(kit)
  // What the engine compiles after a while is compiled before anything is measured.
  cost(recorded)
  return { recorded: cost(recorded), hostile: cost(hostileAnswers(kit)) }
}

function recordedAnswers({ recordings, datagrams, bytes }) {
  const streams = texts(recordings).map((text) => [bytes(text), { transport: 'tcp' }])
  const pairs = Object.entries(datagrams).flatMap(([probe, answers]) =>
    Object.values(answers).map(({ sent, received }) => [
      bytes(received),
      { transport: 'udp', probe, sent: bytes(sent) },
    ]),
  )
  return [...streams, ...pairs]
}

/** Alone, and behind the first words of an answer. */
function hostileAnswers({ recordings, attackTexts }) {
  const starts = ['', ...texts(recordings).map((text) => text.slice(0, 12))]
  return attackTexts.map((text, at) => [
    Buffer.from(starts[at % starts.length] + text, 'latin1').subarray(0, 16_384),
    { transport: 'tcp' },
  ])
}

function texts(recordings) {
  return Object.values(recordings).flatMap((answers) => Object.values(answers))
}

function milliseconds(run) {
  const start = performance.now()
  run()
  return performance.now() - start
}

function mean(values) {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

async function main() {
  const { values: flags } = parseArgs({ options: { rounds: { type: 'string', default: '50' } } })
  const { recorded, hostile } = await classifierCost(Number(flags.rounds))
  const row = (name, { answers, mean, slowest }) => [name, answers, mean.toFixed(3), slowest.toFixed(3)]
  printTable([
    ['answers', 'of them', 'mean ms', 'slowest ms'],
    row('recorded', recorded),
    row('hostile, 16 KiB', hostile),
  ])
  console.log(
    `Goal: recorded at most ${GOAL.mean} ms on average and ${GOAL.slowest} ms each, hostile ${GOAL.hostile} ms`,
  )
  const missed =
    recorded.mean > GOAL.mean || recorded.slowest > GOAL.slowest || hostile.slowest > GOAL.hostile
  process.exitCode = missed ? 1 : 0
}

if (process.argv[1] === import.meta.filename) await main()
