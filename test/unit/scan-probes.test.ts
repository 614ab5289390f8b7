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

test('two probes of one name are an error, since an answer is told by the name of its question', () => {
  const ssh = { ...own, name: 'ssh' }
  expect(() => probesOf([own, { ...own }])).toThrow(
    "two service probes are called 'own'; give one of them another name",
  )
  expect(() => probesOf([ssh, ...commonServices])).toThrow('the package has one of that name')
  const others = commonServices.filter(({ name }) => name !== 'ssh')
  expect(probesOf([ssh, ...others, 'ssh'])).toEqual([ssh, ...others])
  const mended = commonServices.map((probe) => ({ ...probe }))
  expect(probesOf(mended)).toEqual(mended)
})

test('what is no probe that could be asked is refused', () => {
  expect(() => probesOf([{ ...own, rarity: 0 }])).toThrow("probe 'own': rarity: expected")
})
