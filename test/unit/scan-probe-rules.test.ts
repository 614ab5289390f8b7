import { expect, test } from 'vitest'
import type { ServiceProbe } from '../../src/fingerprint/service-probe.ts'
import { commonServices, optInServices } from '../../src/fingerprint/services/index.ts'
import { checkProbe } from '../../src/scan-probe-rules.ts'

const own = { name: 'own', ports: [], rarity: 1, matchers: [] }

test('what is shipped could be asked', () => {
  for (const probe of [own, ...commonServices, ...optInServices]) checkProbe(probe)
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
  expect(() => checkProbe(wrong)).toThrow(message)
  expect(() => checkProbe(wrong)).toThrow(expect.objectContaining({ code: 'ERR_OPTION' }) as Error)
})
