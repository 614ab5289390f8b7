// The benches in short, with bounds that a busy machine keeps: ten times the goal for time, the goal itself for
// memory and counts. What cannot run here is a loud skip. Run: npm run bench:check
import { classifierCost, GOAL as CLASSIFYING } from './classifier-cost.mjs'
import { allAlike, descriptorLimits } from './descriptor-limits.mjs'
import { endpointCost, GOAL, MOST_MEMORY } from './endpoint-cost.mjs'
import { held, leaksOf } from './leaks.mjs'
import { GOAL as LEAVING, leaveEarly } from './leave-early.mjs'
import { loadSource } from './load-source.mjs'
import { loadKit, simulate } from './simulate.mjs'
import { slowConsumer } from './slow-consumer.mjs'

const SLACK = 10
const NO_NAMESPACE = 'no network namespace can be made here'
const source = await loadSource('index.ts')

const checks = {
  'an endpoint through all stages': async () => {
    const work = { endpoints: 1e6, rounds: 1, shape: 'few-hosts', answer: 'refused' }
    const { ratio, peak } = await endpointCost(source.scan, work)
    expect(ratio <= SLACK * GOAL, `${ratio.toFixed(1)} times the bare item, at most ${SLACK * GOAL}`)
    expect(peak <= MOST_MEMORY, `${peak.toFixed(0)} MiB resident, at most ${MOST_MEMORY}`)
  },
  'a simulated network': async () => {
    const run = await simulate(await loadKit(), 'million', { hosts: 100, seed: 1 })
    const { score, real, probes } = run
    expect(real <= SLACK, `${real.toFixed(1)} s for 10^5 endpoints, at most ${SLACK}`)
    expect(
      score.open.missed + score.open.false + score.unreported + score.duplicates === 0,
      JSON.stringify(score),
    )
    expect(probes <= 2, `${probes.toFixed(2)} SYNs a port`)
  },
  'the name of an answer': async () => {
    const { recorded, hostile } = await classifierCost(5)
    const bound = SLACK * CLASSIFYING.mean
    expect(recorded.mean <= bound, `${recorded.mean.toFixed(3)} ms an answer, at most ${bound}`)
    const slowest = SLACK * CLASSIFYING.hostile
    expect(hostile.slowest <= slowest, `${hostile.slowest.toFixed(1)} ms for one, at most ${slowest}`)
  },
  'a slow consumer': async () => {
    const { bounded, targetsWhileWaiting, mostAhead, mostInFlight } = await slowConsumer(source, {
      seconds: 10,
    })
    expect(bounded, `${mostAhead} dialled ahead, ${mostInFlight} in flight`)
    expect(targetsWhileWaiting === 0, `${targetsWhileWaiting} targets read while nobody took results`)
  },
  'leaving early': () => {
    const ways = leaveEarly({ inFlight: 10_000, ways: ['break', 'abort'] })
    if (ways === undefined) return NO_NAMESPACE
    for (const { way, open, ended, closed, handlesLeft } of ways) {
      expect(open === 10_000, `${open} sockets were open`)
      expect(ended <= SLACK * LEAVING.ended, `${way}: the iterator ended after ${ended.toFixed(0)} ms`)
      expect(
        closed <= SLACK * LEAVING.closed,
        `${way}: the sockets were closed after ${closed.toFixed(0)} ms`,
      )
      expect(handlesLeft <= 0, `${way}: ${handlesLeft} handles left`)
    }
  },
  'what scans leave behind, by engine': async () => {
    if (process.platform !== 'linux') return 'what a process holds is read from /proc'
    for (const engine of ['here', 'threads', 'native']) {
      for (const [what, , , isHeld] of held(await leaksOf(28, engine))) expect(isHeld, `${engine}: ${what}`)
    }
  },
  'descriptor limits': () => {
    const rows = descriptorLimits({ ports: '1-4000', limits: [64, 20_000], naming: false })
    if (rows === undefined) return NO_NAMESPACE
    expect(allAlike(rows), JSON.stringify(rows))
  },
}

let failed = 0
for (const [name, check] of Object.entries(checks)) {
  const start = performance.now()
  try {
    const skipped = await check()
    tell(skipped === undefined ? 'ok' : `SKIPPED: ${skipped}`, name, start)
  } catch (error) {
    failed++
    tell(`FAILED: ${error.message}`, name, start)
  }
}
process.exitCode = failed > 0 ? 1 : 0

function tell(outcome, name, start) {
  console.log(`${name}: ${outcome} (${((performance.now() - start) / 1e3).toFixed(1)} s)`)
}

function expect(holds, shown) {
  if (!holds) throw new Error(shown)
}
