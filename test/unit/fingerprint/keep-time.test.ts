import { expect, test } from 'vitest'
import { keepTime, type KeepTimeState } from '../../../src/fingerprint/keep-time.ts'
import type { Question } from '../../../src/fingerprint/plan-state.ts'
import { commonServices } from '../../../src/fingerprint/services/index.ts'

const question = (name: string | undefined, tls = false): Question => ({
  probe: commonServices.find((probe) => probe.name === name),
  tls,
})
const defaults: KeepTimeState = {
  port: 4321,
  probes: commonServices,
  atOnce: 4,
  time: 5_000,
  silence: 300,
  insideTls: false,
  opening: true,
  others: [],
}
const keep = (name: string | undefined, more: Partial<KeepTimeState> = {}, tls = false): number =>
  keepTime(question(name, tls), { ...defaults, ...more })

test('the own service of a port keeps its connection', () => {
  expect([keep('smtp', { port: 25 }), keep('http', { port: 443 }, true)]).toEqual([Infinity, Infinity])
})

test('a request keeps it long, a handshake in passing short, what comes later not at all', () => {
  expect([keep('http'), keep('http', {}, true), keep('redis', { opening: false })]).toEqual([2_000, 600, 0])
})

test('who only listens waits for those who were asked before', () => {
  expect(keep(undefined, { opening: false })).toBe(1_200)
})

test('who reacted as this service does has more time for its answer, but does not take all connections', () => {
  const told = { ...question('postgresql'), told: true }
  const state = { ...defaults, opening: false }
  expect(keepTime(told, state)).toBe(1_200)
  expect(keepTime(told, { ...state, others: [1_200, 1_200, 0] })).toBe(1_200)
  expect(keepTime(told, { ...state, others: [1_200, 1_200, 1_200] })).toBe(0)
})

test('half of the connections are left for others', () => {
  expect(keep('http', { others: [Infinity] })).toBe(2_000)
  expect(keep('http', { others: [Infinity, 2_000] })).toBe(600)
  expect(keep('http', { atOnce: 2, others: [2_000] })).toBe(600)
  expect(keep('http', { atOnce: 1 })).toBe(0)
})

test('one connection waits to the end for a late greeting, unless another one does so anyway', () => {
  const listen = { ...question(undefined), late: true }
  const state = { ...defaults, opening: false }
  expect(keepTime(listen, { ...state, others: [2_000, 0, 0] })).toBe(Infinity)
  expect(keepTime(listen, { ...state, atOnce: 2, others: [2_000] })).toBe(Infinity)
  expect(keepTime(listen, { ...state, others: [Infinity, 0] })).toBe(1_200)
  expect(keepTime(listen, { ...state, atOnce: 1 })).toBe(1_200)
})
