import { expect, test } from 'vitest'
import { formatOf } from '../../../../src/report/read/report-format.ts'

test.each([
  ['<?xml version="1.0"?>', 'xml'],
  ['  \n<nmaprun>', 'xml'],
  ['{"version":"0.1.0"', 'json'],
  ['{\n  "finished": "2026-11-21T07:00:00Z"', 'json'],
  ['{}', 'json'],
  ['{"kind":"scan"}', 'ndjson'],
  ['{"address":"192.0.2.1"', 'ndjson'],
  ['{"code":"special-address"', 'ndjson'],
  ['[\n{ "ip"', 'masscan'],
  ['{   "ip": "192.0.2.7"', 'masscan'],
  ['{ ip: "192.0.2.7"', 'masscan'],
  ['{"data":{"status":"open"', 'masscan'],
  ['{finished: 1}', 'masscan'],
])('%j is %s', (start, format) => {
  expect(formatOf(start, true)).toBe(format)
})

test('waits for enough to tell', () => {
  expect(formatOf('{', false)).toBeUndefined()
  expect(formatOf(`{"kind":"port"${' '.repeat(300)}`, false)).toBe('ndjson')
})
