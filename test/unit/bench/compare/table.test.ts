import { expect, test } from 'vitest'
import { goalTable, sceneTable } from '../../../../bench/compare/table.mjs'

const run = {
  runs: 7,
  seconds: 1.5,
  least: 1.4,
  cpu: 3,
  memory: 100.4,
  packets: 131_106,
  pace: 98_765.4,
  open: 12,
  falseOpen: 0,
}

function rowsOf(table: string): string[][] {
  return table.split('\n').map((line) => line.slice(2, -2).split(' | '))
}

test('a scene is a table with ratios to one of its rows', () => {
  const summaries = {
    native: run,
    nmap: { ...run, seconds: 3, cpu: 2, open: 11, falseOpen: 2, runs: 1 },
    zmap: { failure: 'not installed' },
  }
  const [head, , ours, peer, absent] = rowsOf(sceneTable({ summaries, peer: 'nmap', truth: 12 }))
  expect(ours).toEqual([
    'native',
    '1.50',
    '0.50',
    '1.40',
    '3.00',
    '1.50',
    '100',
    '131,106',
    '98,765',
    '12',
    '0',
  ])
  expect(peer?.slice(0, 3)).toEqual(['nmap', '3.00 (1 run)', '1.00'])
  expect(peer?.slice(-2)).toEqual(['**11** of 12', '**2**'])
  expect(absent?.slice(0, 2)).toEqual(['zmap', 'not installed'])
  expect(new Set([head, ours, peer, absent].map((row) => row?.length))).toEqual(new Set([11]))
})

test('without the peer there are no ratios', () => {
  const [, , row] = rowsOf(
    sceneTable({ summaries: { native: { ...run, pace: undefined } }, peer: 'nmap', truth: 12 }),
  )
  expect(row?.[2]).toBe('–')
  expect(row?.[8]).toBe('–')
})

test('goals say what was measured, the bound, and whether it is met', () => {
  const goals = [
    { text: 'time', value: 0.734, most: 0.75, met: true },
    { text: 'found', value: 11, least: 12, met: false },
    { text: 'pace', value: NaN, least: 0.9, met: undefined },
  ]
  expect(rowsOf(goalTable(goals)).slice(2)).toEqual([
    ['time', '0.73', 'at most 0.75', 'yes'],
    ['found', '11', 'at least 12', '**no**'],
    ['pace', '–', 'at least 0.9', 'not measured'],
  ])
})
