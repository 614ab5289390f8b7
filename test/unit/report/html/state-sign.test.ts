import { expect, test } from 'vitest'
import type { PortDiff } from '../../../../src/report/index.ts'
import {
  changeSign,
  CHANGE_SIGNS,
  stateNow,
  stateSign,
  STATE_SIGNS,
} from '../../../../src/report/html/state-sign.ts'
import { openPort } from '../arbitrary-events.ts'

test('each state and each change has a sign of its own, not only a colour', () => {
  const signs = [...Object.values(STATE_SIGNS), ...Object.values(CHANGE_SIGNS)].map(({ sign }) => sign)
  expect(new Set(signs).size).toBe(signs.length)
})

test('the gravest change gives the sign', () => {
  expect(changeSign(['certificate', 'appeared'])).toBe(CHANGE_SIGNS.appeared)
  expect(changeSign(['vanished'])).toBe(CHANGE_SIGNS.vanished)
  expect(changeSign(['version'])).toBe(CHANGE_SIGNS.other)
})

test('a port that is not listed any more has the state that it has now', () => {
  const result = openPort()
  const diff: PortDiff = {
    port: 443,
    transport: 'tcp',
    changes: ['vanished'],
    stateBefore: ['open'],
    stateAfter: ['closed', 'filtered'],
    facts: [],
    before: result,
  }
  expect(stateNow({ id: 'p1', result })).toBe('open')
  expect(stateNow({ id: 'p1', result, diff })).toBe('closed or filtered')
  expect(stateNow({ id: 'p1', result, diff: { ...diff, stateAfter: [] } })).toBe('gone')
  expect(stateNow({ id: 'p1', result, diff: { ...diff, after: result } })).toBe('open')
})

test('what has no sign of its own looks like what is not known', () => {
  expect(['open', 'gone', '__proto__', 'constructor'].map((state) => stateSign(state).sign)).toEqual([
    '●',
    '?',
    '?',
    '?',
  ])
})
