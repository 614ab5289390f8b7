import { expect, it } from 'vitest'
import { kafkaVersions } from '../../../../src/fingerprint/services/kafka-versions.ts'

const apis = (produce: number, fetch: number, other: number) =>
  [
    [0, produce],
    [1, fetch],
    [other, 0],
  ].map(([key, max]) => ({ key: key!, min: 0, max: max! }))

it.each([
  [2, 2, 4, '0.10.0', '0.10.0'],
  [8, 11, 4, '2.4', '2.6'],
  [9, 13, 65, '3.1', '3.4'],
  [12, 17, 65, '4.0', '4.0'],
])('knows the releases by Produce %i and Fetch %i', (produce, fetch, other, from, to) => {
  expect(kafkaVersions(apis(produce, fetch, other))).toEqual({ from, to })
})

it('says nothing of what has not the APIs of a broker, or other versions', () => {
  expect(kafkaVersions(apis(7, 11, 18))).toBeUndefined()
  expect(kafkaVersions(apis(99, 99, 65))).toBeUndefined()
  expect(kafkaVersions([])).toBeUndefined()
})
