import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RecentMap } from '../../../src/testing/recent-map.ts'

test('remembers the last ones used, and never twice as many', () => {
  const use = fc.record({ key: fc.nat(60), write: fc.boolean() })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 20 }), fc.array(use, { maxLength: 300 }), (least, uses) => {
      const map = new RecentMap<number, number>(least)
      const written = new Map<number, number>()
      /** Keys by their last use, the latest last. */
      const recent = new Set<number>()
      for (const [at, { key, write }] of uses.entries()) {
        if (write) {
          map.set(key, at)
          written.set(key, at)
        } else {
          const found = map.get(key)
          if ([...recent].slice(-least).includes(key)) expect(found).toBe(written.get(key))
          if (found === undefined) continue
          expect(found).toBe(written.get(key))
        }
        recent.delete(key)
        recent.add(key)
        expect(map.size).toBeLessThanOrEqual(2 * least)
      }
    }),
  )
})
