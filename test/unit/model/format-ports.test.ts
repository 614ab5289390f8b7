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
