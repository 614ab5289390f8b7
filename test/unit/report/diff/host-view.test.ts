import { expect, test } from 'vitest'
import { statesOf, viewHost, type HostView } from '../../../../src/report/diff/host-view.ts'
import { portReader } from '../../../../src/report/diff/port-key.ts'
import { hostOf, portOf } from './reports.ts'

const view = (...hosts: ReturnType<typeof hostOf>[]): HostView =>
  viewHost(hosts as [ReturnType<typeof hostOf>], portReader())

test('a port has the state of its result', () => {
  const host = view(hostOf([portOf(22), portOf(80, { state: 'filtered' })]))
  expect(statesOf(host, 22)).toEqual(['open'])
  expect(statesOf(host, 80)).toEqual(['filtered'])
})

test('one that is only counted has one of the states of the rest', () => {
  expect(statesOf(view(hostOf([portOf(22)])), 80)).toEqual(['closed'])
  expect(statesOf(view(hostOf([portOf(22)], { closed: 9, filtered: 990 })), 80)).toEqual([
    'closed',
    'filtered',
  ])
  expect(statesOf(view(hostOf([portOf(22)], { open: 1, closed: 998 })), 80)).toEqual(['open', 'closed'])
})

test.each([
  ['of another port', hostOf([portOf(22)]), 8080, 'not-scanned'],
  ['of another transport', hostOf([portOf(22)]), 0x10000 + 22, 'not-scanned'],
  ['where some were not probed', hostOf([portOf(22)], { closed: 998 }, { unprobed: 1 }), 80, 'no-verdict'],
  ['where the count is short', hostOf([portOf(22)], { closed: 998 }), 80, 'no-verdict'],
  ['where this machine failed', hostOf([portOf(22)], { closed: 998, unknown: 1 }), 80, 'no-verdict'],
  ['where it failed on that port', hostOf([portOf(80, { state: 'unknown' })]), 80, 'no-verdict'],
] as const)('nothing is known %s', (_where, host, key, unknown) => {
  expect(statesOf(view(host), key)).toBe(unknown)
})

test('a host that is listed twice has the ports of both, and a port that was open once is open', () => {
  const host = view(
    hostOf([portOf(22), portOf(80, { state: 'closed' })], {}, { scanned: '22,80' }),
    hostOf([portOf(22, { state: 'closed' }), portOf(80)], { closed: 1 }, { scanned: 'U:53' }),
  )
  expect(statesOf(host, 22)).toEqual(['open'])
  expect(statesOf(host, 80)).toEqual(['open'])
  expect(statesOf(host, 0x10000 + 53)).toEqual(['closed'])
})

test('what one of two scans of the same host did not get to, the other one may have counted or not', () => {
  const whole = hostOf([], { closed: 10 }, { scanned: '1-10' })
  const broken = hostOf([], { closed: 2 }, { scanned: '5-12', unprobed: 6 })
  expect(statesOf(view(whole, broken), 12)).toBe('no-verdict')
})

test('who answered, who was found, who was asked to the end', () => {
  expect(view(hostOf([portOf(22)]))).toMatchObject({ answered: true, found: false, complete: true })
  expect(view(hostOf([], { filtered: 9 }, { reason: 'echo-reply' }))).toMatchObject({
    answered: false,
    found: true,
    complete: false,
  })
  expect(view(hostOf([]), hostOf([], {}, { mac: '00:00:5e:00:53:01' })).mac).toBe('00:00:5e:00:53:01')
})
