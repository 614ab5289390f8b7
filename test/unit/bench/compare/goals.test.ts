import { expect, test } from 'vitest'
import { goalsOf } from '../../../../bench/compare/goals.mjs'

const run = {
  runs: 20,
  seconds: 1,
  cpu: 1,
  memory: 100,
  packets: 1_000,
  pace: 200_000,
  open: 12,
  falseOpen: 0,
}
const ours = ['native', 'native, scan alone', 'node, 2 threads']

function metOf(summaries: Record<string, object>, name = 'loopback'): (boolean | undefined)[] {
  const goals = goalsOf({ name, summaries, truth: 12, ours }) as { met?: boolean }[]
  return goals.map(({ met }) => met)
}

const good = {
  native: { ...run, seconds: 0.7 },
  'native, scan alone': { ...run, seconds: 0.6, late: 5 },
  'node, 2 threads': run,
  'nmap -sT': run,
  'nmap -sS': { ...run, seconds: 0.7 },
  'C loop, 2 threads': { ...run, seconds: 0.5 },
}

test('all met', () => {
  expect(new Set(metOf(good))).toEqual(new Set([true]))
})

test.each([
  [0, { 'node, 2 threads': { ...run, seconds: 1.2 } }],
  [1, { native: { ...run, seconds: 0.8 } }],
  [2, { 'nmap -sS': { ...run, seconds: 0.5 } }],
  [3, { 'C loop, 2 threads': { ...run, seconds: 0.4 } }],
  [4, { native: { ...good.native, falseOpen: 1 } }],
  [5, { native: { ...good.native, open: 11 } }],
  [6, { 'native, scan alone': { ...good['native, scan alone'], late: 21 } }],
])('goal %i is not met where %j', (index, worse) => {
  expect(metOf({ ...good, ...worse })[index]).toBe(false)
})

test('what others find or miss is no fault of ours', () => {
  const careless = { ...run, falseOpen: 9, open: 3 }
  expect(metOf({ ...good, 'C loop, 2 threads': { ...careless, seconds: 0.5 } })).not.toContain(false)
})

test('without the other side there is nothing to say', () => {
  expect(metOf({ ...good, 'nmap -sT': { failure: 'not installed' } }).slice(0, 2)).toEqual([
    undefined,
    undefined,
  ])
  expect(new Set(metOf({ synProbe: { failure: 'not installed' } }, 'syn'))).toEqual(new Set([undefined]))
})

test('SYNs: at least so many of those of masscan', () => {
  const masscan = { ...run, pace: 200_000 }
  expect(metOf({ masscan, synProbe: { ...run, pace: 185_000, late: 1 } }, 'syn')).not.toContain(false)
  expect(metOf({ masscan, synProbe: { ...run, pace: 170_000 } }, 'syn')[0]).toBe(false)
  expect(metOf({ masscan, synProbe: { ...run, open: 11 } }, 'syn')[1]).toBe(false)
})
