import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  countShared,
  keyedPort,
  portKey,
  portReader,
  portsOfKeys,
  setContains,
  setIncludes,
} from '../../../../src/report/diff/port-key.ts'

const transport = fc.constantFrom('tcp' as const, 'udp' as const)
const port = fc.record({ port: fc.integer({ min: 0, max: 65535 }), transport })
const keys = fc.uniqueArray(port.map(portKey), { maxLength: 40 })

test('a key is one port, and TCP comes first', () => {
  fc.assert(
    fc.property(port, (one) => {
      expect(keyedPort(portKey(one))).toEqual(one)
    }),
  )
  expect(portKey({ port: 65535, transport: 'tcp' })).toBeLessThan(portKey({ port: 0, transport: 'udp' }))
})

test('sets have what was put in, and share what both have', () => {
  fc.assert(
    fc.property(keys, keys, port.map(portKey), (some, others, key) => {
      const [a, b] = [portsOfKeys(some), portsOfKeys(others)]
      expect(setIncludes(a, key)).toBe(some.includes(key))
      expect(some.every((one) => setIncludes(a, one))).toBe(true)
      expect(countShared(a, b)).toBe(some.filter((one) => others.includes(one)).length)
      expect(setContains(a, b)).toBe(others.every((one) => some.includes(one)))
    }),
  )
})

test('a specification is read once, as long as not many others come between', () => {
  const read = portReader()
  const first = read('22,U:53')
  expect(first).toEqual(portsOfKeys([22, portKey({ port: 53, transport: 'udp' })]))
  expect(read('22,U:53')).toBe(first)
  for (let one = 1; one < 100; one++) read(`${one}`)
  expect(read('22,U:53')).not.toBe(first)
  expect(read('22,U:53')).toEqual(first)
})
