import { expect, test } from 'vitest'
import type { ServiceProbe } from '../../src/fingerprint/service-probe.ts'
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

test.each([
  [
    { ports: ['22'] },
    "probe 'own': ports: expected a list of ports from 1 to 65535, such as [7070], but got [ '22' ]",
  ],
  [{ ports: undefined }, "probe 'own': ports: expected a list of ports"],
  [{ rarity: 0 }, "probe 'own': rarity: expected a whole number from 1 to 9, but got 0"],
  [
    { matchers: [/a/] },
    "probe 'own': matchers: expected a list of functions, such as [pattern(…)], but got [ /a/ ]",
  ],
  [{ hello: 'HELLO' }, "probe 'own': hello: expected a function, but got 'HELLO'"],
  [{ goodbye: 'QUIT' }, "probe 'own': goodbye: expected bytes, but got 'QUIT'"],
  [{ helo: () => Buffer.from('x') }, "probe 'own': unknown key 'helo'; did you mean 'hello'?"],
  [{ name: '' }, "probe '': name: expected a name, such as 'acme', but got ''"],
])('%j is no probe that could be asked', (change, message) => {
  const wrong = { ...own, ...change } as unknown as ServiceProbe
  expect(() => probesOf([wrong])).toThrow(message)
  expect(() => probesOf([wrong])).toThrow(expect.objectContaining({ code: 'ERR_OPTION' }) as Error)
})
