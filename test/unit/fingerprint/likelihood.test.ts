import { describe, expect, test } from 'vitest'
import { isTold, isWorthwhile, likelihood } from '../../../src/fingerprint/likelihood.ts'
import type { Asked, PlanState } from '../../../src/fingerprint/plan-state.ts'
import type { Reaction, ServiceProbe } from '../../../src/fingerprint/service-probe.ts'

const probe = (more: Partial<ServiceProbe> = {}): ServiceProbe => {
  return { name: 'toy', ports: [1], rarity: 5, hello: () => new Uint8Array(1), matchers: [], ...more }
}
const state = (http?: Reaction, tls?: Reaction, more: Partial<PlanState> = {}): PlanState => {
  const asked = (name: string, reaction: Reaction | undefined): Asked[] =>
    reaction === undefined ? [] : [{ name, tls: more.insideTls === true, reaction }]
  return {
    port: 4321,
    probes: [],
    intensity: 7,
    tls: true,
    insideTls: false,
    asked: [...asked('http', http), ...asked('tls', tls)],
    ...more,
  }
}

describe('the likelihood', () => {
  test('is greater for what is usual, what the neighbours are, and most of all what the user brought', () => {
    const usual = likelihood(probe({ rarity: 2 }), state())
    expect(usual).toBeGreaterThan(likelihood(probe(), state()))
    expect(likelihood(probe(), state(undefined, undefined, { own: new Set(['toy']) }))).toBeGreaterThan(usual)
    expect(
      likelihood(probe(), state(undefined, undefined, { neighbours: new Set(['toy']) })),
    ).toBeGreaterThan(likelihood(probe(), state()))
  })

  test('goes by the reactions: just these, then alike ones, then none, then others', () => {
    const toy = probe({ reacts: { http: 'reset' } })
    const scores = (['reset', 'close', undefined, 'silence'] as const).map((seen) =>
      likelihood(toy, state(seen)),
    )
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(new Set(scores).size).toBe(4)
  })
})

describe('a service is told by the reactions', () => {
  const toy = probe({ rarity: 8, reacts: { http: 'reset', tls: 'silence' } })

  test.each<[Reaction | undefined, Reaction | undefined, boolean]>([
    ['reset', 'silence', true],
    ['close', 'silence', true],
    ['close', 'close', false],
    ['close', undefined, false],
    ['silence', 'silence', false],
  ])('http %s, tls %s: %j', (http, tls, told) => {
    expect(isTold(toy, state(http, tls))).toBe(told)
    expect(isWorthwhile(toy, state(http, tls))).toBe(told)
  })

  test('whose servers react in one way or another', () => {
    const either = probe({ rarity: 8, reacts: { http: 'reset', tls: ['silence', 'reset'] } })
    const told = (['silence', 'reset', 'close', 'data'] as const).map((tls) =>
      isTold(either, state('reset', tls)),
    )
    expect(told).toEqual([true, true, true, false])
    expect(likelihood(either, state('reset', 'silence'))).toBe(likelihood(either, state('reset', 'reset')))
  })

  test('but silence alone tells of nobody', () => {
    const mute = probe({ rarity: 8, reacts: { http: 'silence', tls: 'silence' } })
    expect(isTold(mute, state('silence', 'silence'))).toBe(false)
  })

  test('inside TLS by that to HTTP alone, where it has ports there', () => {
    const inside = { insideTls: true }
    const reacts = { http: 'close' as const }
    expect(isTold(probe({ reacts, tlsPorts: [2] }), state('close', undefined, inside))).toBe(true)
    expect(isTold(probe({ reacts }), state('close', undefined, inside))).toBe(false)
    expect(isTold(probe({ reacts, tlsPorts: [2] }), state('silence', undefined, inside))).toBe(false)
  })
})

test('what has ports inside TLS alone is not spoken in the clear', () => {
  const secret = probe({ ports: [], tlsPorts: [2] })
  expect(isWorthwhile(secret, state())).toBe(false)
  expect(isWorthwhile(secret, state(undefined, undefined, { insideTls: true }))).toBe(true)
  expect(isWorthwhile(probe({ rarity: 9 }), state('close', 'close'))).toBe(false)
})
