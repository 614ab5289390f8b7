import { expect, test } from 'vitest'
import { judgedRun, summaryOf } from '../../../../bench/compare/summary.mjs'

interface Contender {
  found(text: string): string[]
  own?(text: string): object
}

const truth = [
  ['192.0.2.1', 22],
  ['192.0.2.1', 80],
]
const contender: Contender = { found: (text: string) => text.split(' ') }
const measured = { seconds: 2, cpu: 1, memory: 10, packets: 100, pace: 50 }

test('a run is held against the truth', () => {
  const run = judgedRun(contender, { ...measured, stdout: '192.0.2.1:22 192.0.2.1:443' }, truth) as object
  expect(run).toMatchObject({ seconds: 2, open: 1, falseOpen: 1, wrong: ['192.0.2.1:443'] })
  expect(run).not.toHaveProperty('stdout')
})

test('what a program measures of itself goes before', () => {
  const own = { ...contender, own: () => ({ seconds: 1, late: 3 }) }
  expect(judgedRun(own, { ...measured, stdout: '192.0.2.1:22' }, truth)).toMatchObject({
    seconds: 1,
    late: 3,
  })
})

test('a run that failed has a reason and no figures; one that was cut off keeps what it found', () => {
  const failed = { ...measured, stdout: '', failure: 'ended with 1: no such option' }
  expect(judgedRun(contender, failed, truth)).toEqual({ failure: 'ended with 1: no such option' })
  const cut = { ...measured, stdout: '192.0.2.1:22', failure: 'cut off after 60 s' }
  expect(judgedRun(contender, cut, truth)).toMatchObject({
    seconds: 2,
    open: 1,
    failure: 'cut off after 60 s',
  })
})

test('many runs: the middle of what varies, the worst of what must not', () => {
  const runs = [1, 2, 9].map((seconds, index) => ({
    ...{ seconds, cpu: seconds, memory: 10 * seconds, packets: 100, pace: 50 },
    ...{ open: 2 - (index % 2), falseOpen: index, late: seconds },
  }))
  expect(summaryOf(runs)).toMatchObject({
    ...{ runs: 3, seconds: 2, least: 1, cpu: 2, memory: 90, late: 9, open: 1, falseOpen: 3 },
  })
  expect(summaryOf([{ failure: 'not installed' }])).toEqual({ failure: 'not installed' })
})
