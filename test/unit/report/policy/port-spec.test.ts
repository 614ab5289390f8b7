import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatPorts } from '../../../../src/model/format-ports.ts'
import { parsePortSpec } from '../../../../src/report/policy/port-spec.ts'
import { parsePorts } from '../../../../src/targets/parse-ports.ts'

test.each<[unknown, string]>([
  [22, '22'],
  ['22', '22'],
  ['8000-8003', '8000-8003'],
  ['443, 80,80', '80,443'],
  ['U:53', 'U:53'],
  ['22,U:53,161,T:80', '22,80,U:53,161'],
  ['-', '1-65535'],
  ['-3', '1-3'],
  ['65534-', '65534-65535'],
])('%j', (spec, expected) => {
  expect(formatPorts(parsePortSpec(spec)!)).toBe(expected)
})

test.each([
  0,
  65536,
  1.5,
  NaN,
  '',
  '0',
  '70000',
  '9-3',
  'ssh',
  'top-100',
  '22,',
  '1--2',
  'X:53',
  null,
  [],
  '022-0x3',
])('%j is none', (spec) => {
  expect(parsePortSpec(spec)).toBeUndefined()
})

test('what it reads, a scan reads in the same way', () => {
  const port = fc.integer({ min: 1, max: 65_535 })
  const piece = fc
    .tuple(fc.constantFrom('', 'U:', 'T:'), port, fc.option(port))
    .map(([prefix, first, last]) => `${prefix}${first}${last === null ? '' : `-${last}`}`)
  fc.assert(
    fc.property(fc.array(piece, { minLength: 1, maxLength: 5 }), (pieces) => {
      const ports = parsePortSpec(pieces.join(','))
      if (ports !== undefined) expect(formatPorts(ports)).toBe(formatPorts(parsePorts(pieces.join(','))))
    }),
    { numRuns: 40 },
  )
})
