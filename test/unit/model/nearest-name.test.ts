import { expect, test } from 'vitest'
import { nearestName } from '../../../src/model/nearest-name.ts'

test.each([
  ['prots', 'ports'],
  ['Ports', 'ports'],
  ['timout', 'timeout'],
  ['concurency', 'concurrency'],
  ['xyz', undefined],
  ['', undefined],
  ['a'.repeat(100_000), undefined],
])('%s is probably %s', (word, meant) => {
  expect(nearestName(word, ['ports', 'timeout', 'concurrency', 'rate'])).toBe(meant)
})
