import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { AllOpenWatch } from '../../../src/probe/all-open-watch.ts'

/** How many answers were counted when it first said that it is time; none where it never did. */
function noticed(answers: readonly boolean[]): number | undefined {
  const watch = new AllOpenWatch()
  const at = answers.findIndex((open) => watch.note(open))
  return at < 0 ? undefined : at + 1
}

describe('AllOpenWatch', () => {
  test('the 64th open port of 64 is when it is time', () => {
    expect(noticed(Array.from({ length: 100 }, () => true))).toBe(64)
  })

  test('with up to six closed ports among the first answers it is time within 70', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.nat(63), { maxLength: 6 }), (closed) => {
        const answers = Array.from({ length: 100 }, (_, at) => !closed.includes(at))
        expect(noticed(answers)).toBeLessThanOrEqual(70)
      }),
    )
  })

  test('never below 64 answers, nor with a tenth of them closed', () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { maxLength: 300 }), (answers) => {
        const at = noticed(answers)
        if (at === undefined) return
        const open = answers.slice(0, at).filter(Boolean).length
        expect(at).toBeGreaterThanOrEqual(64)
        expect(open / at).toBeGreaterThan(0.9)
      }),
    )
  })

  test('a look that showed nothing is repeated at twice as many answers; one that did, never', () => {
    const watch = new AllOpenWatch()
    const times = (count: number): number[] =>
      Array.from({ length: count }, (_, at) => (watch.note(true) ? at + 1 : 0)).filter((at) => at > 0)
    expect(times(64)).toEqual([64])
    watch.later()
    expect(times(100)[0]).toBe(64)
    watch.stop()
    expect(times(1_000)).toEqual([])
  })
})
