import { expect, test } from 'vitest'
import { createShardFractions } from '../../../../../../src/integrations/server/page/browser/shard-fractions.ts'

test('the mean of what shards say', () => {
  const fractions = createShardFractions()
  expect(fractions.share(0)).toBe(0)
  for (const said of [
    { shard: 0, fraction: 0.2 },
    { shard: 0, fraction: 0.5 },
    { shard: 1, fraction: 1 },
    { shard: 'x' },
  ])
    fractions.add(said)
  expect([fractions.share(3), fractions.share(1)]).toEqual([0.5, 1])
})
