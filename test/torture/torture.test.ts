import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { seededRandom } from '../../src/model/random.ts'
import { FAULTS, type PlannedFault } from './fault-plan.ts'
import { judge } from './judge.ts'
import { isWhole, SCENARIOS, torture } from './tortured-scan.ts'

/** All of it with `npm run lab:torture`; otherwise a sample, another one for each seed. */
const whole = process.env['TORTURE'] === 'all'
const seed = Number(process.env['TORTURE_SEED'] ?? 1)
const OF_EACH = 4

const unhandled: unknown[] = []
const note = (error: unknown): void => void unhandled.push(error)
const EVENTS = ['unhandledRejection', 'uncaughtException', 'warning'] as const

beforeAll(() => {
  for (const event of EVENTS) process.on(event, note)
})
afterAll(() => {
  for (const event of EVENTS) process.off(event, note)
})

describe.each(Object.keys(SCENARIOS))('a scan (%s) with one fault', (scenario) => {
  test('at any call: one error or a retried success, and nothing left', { timeout: 600_000 }, async () => {
    const { events, error, plan } = await torture(scenario)
    expect([isWhole(events), error]).toEqual([true, undefined])
    const everything = [...plan.counts].flatMap(([call, count]) =>
      Array.from({ length: count }, (_, at) =>
        FAULTS.map((fault): PlannedFault => ({ call, at, fault })),
      ).flat(),
    )
    const faults = whole ? everything : sample(everything)
    for (const planned of faults) {
      const told = `${scenario}: ${planned.call} ${String(planned.at)} ${planned.fault}`
      try {
        judge(await torture(scenario, planned), planned)
        expect(unhandled).toEqual([])
      } catch (cause) {
        throw new Error(`${told}: ${String(cause)}`, { cause })
      }
    }
    if (whole) console.log(`${scenario}: ${String(faults.length)} faults`)
  })
})

/** So many of each kind of fault at each kind of call, wherever in the run. */
function sample(everything: readonly PlannedFault[]): PlannedFault[] {
  const random = seededRandom(seed)
  const taken = new Map<string, number>()
  const shuffled = everything.map((planned) => ({ planned, key: random() })).sort((a, b) => a.key - b.key)
  return shuffled
    .map(({ planned }) => planned)
    .filter(({ call, fault }) => {
      const before = taken.get(`${call} ${fault}`) ?? 0
      taken.set(`${call} ${fault}`, before + 1)
      return before < OF_EACH
    })
}
