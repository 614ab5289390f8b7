import { expect, test } from 'vitest'
import { commonServices, optInServices } from '../../src/fingerprint/services/index.ts'
import { probesOf } from '../../src/scan-probes.ts'

const own = { name: 'own', ports: [], rarity: 1, matchers: [] }

test('probes stay what they are, names become the probes that are shipped', () => {
  const redis = commonServices.find(({ name }) => name === 'redis')!
  expect(probesOf([own, 'redis'])).toEqual([own, redis])
  for (const probe of optInServices) expect(probesOf([probe.name])).toEqual([probe])
})

test('each is there once', () => {
  expect(probesOf([...commonServices, 'redis', 'redis'])).toEqual(commonServices)
})

test('an unknown name is an error that names the nearest', () => {
  const refusal = { code: 'ERR_OPTION', input: 'rediss' }
  expect(() => probesOf(['rediss'])).toThrow(expect.objectContaining(refusal) as Error)
  expect(() => probesOf(['rediss'])).toThrow("did you mean 'redis'?")
  expect(() => probesOf(['nothing like it'])).toThrow(/name of a service that is known/)
})
