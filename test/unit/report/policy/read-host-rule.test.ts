import { expect, test } from 'vitest'
import { readHostRule } from '../../../../src/report/policy/read-host-rule.ts'

function read(value: unknown): ReturnType<typeof readHostRule> {
  return readHostRule({ value, path: ['hosts', 0], source: {} })
}

test('required goes for all ports that do not say otherwise', () => {
  const { ports } = read({ host: ' 192.0.2.7 ', required: true, ports: [22, { port: 80, required: false }] })
  expect(ports.map(({ required }) => required)).toEqual([true, false])
})

test('blanks around a host do not count', () => {
  expect(read({ host: ' 192.0.2.7 ', ports: [] }).text).toBe('192.0.2.7')
})

test('the same range twice is no mistake of a kind that must be told', () => {
  expect(read({ host: '192.0.2.7', ports: ['80-90', '80-90'] }).ports).toHaveLength(2)
})

test('more ports than anybody writes', () => {
  const ports = Array.from({ length: 1001 }, (_, at) => at + 1)
  expect(() => read({ host: '192.0.2.7', ports })).toThrow('has 1001 entries; expected at most 1000')
})
