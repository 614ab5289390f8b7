import { expect, test } from 'vitest'
import { formatPorts } from '../../../src/model/format-ports.ts'

test.each<[number[], string]>([
  [[], ''],
  [[22], '22'],
  [[22, 23], '22-23'],
  [[1, 2, 3, 80, 443, 444, 65_535], '1-3,80,443-444,65535'],
])('%j is %s', (ports, text) => {
  expect(formatPorts({ tcp: Uint16Array.from(ports) })).toBe(text)
})

test('UDP ports come after TCP ones, behind one prefix', () => {
  const udp = Uint16Array.of(53, 161, 162)
  expect(formatPorts({ tcp: Uint16Array.of(22), udp })).toBe('22,U:53,161-162')
  expect(formatPorts({ tcp: new Uint16Array(0), udp })).toBe('U:53,161-162')
  expect(formatPorts({ tcp: Uint16Array.of(22), udp: new Uint16Array(0) })).toBe('22')
})
