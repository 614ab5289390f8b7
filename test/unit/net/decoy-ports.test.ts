import fc from 'fast-check'
import { expect, test } from 'vitest'
import { seededRandom } from '../../../src/model/random.ts'
import { decoyPorts } from '../../../src/net/decoy-ports.ts'

test('three different ports of the dynamic range, none of those that are scanned', () => {
  fc.assert(
    fc.property(
      fc.nat(),
      fc.uniqueArray(fc.integer({ min: 1, max: 65_535 }), { maxLength: 400 }),
      (seed, asked) => {
        const ports = decoyPorts(Uint16Array.from(asked), seededRandom(seed))
        expect(new Set(ports).size).toBe(3)
        for (const port of ports) {
          expect(port).toBeGreaterThanOrEqual(49_152)
          expect(port).toBeLessThanOrEqual(65_535)
          expect(asked).not.toContain(port)
        }
      },
    ),
  )
})

test('where every port is scanned, three of them', () => {
  const all = Uint16Array.from({ length: 65_535 }, (_, at) => at + 1)
  expect(new Set(decoyPorts(all, seededRandom(1))).size).toBe(3)
})
