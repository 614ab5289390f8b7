import { expect, test } from 'vitest'
import { ScanError } from '../../../src/model/errors.ts'
import { parseDnsServer } from '../../../src/resolve/dns-server.ts'

test.each([
  ['192.0.2.53', '192.0.2.53', 4, 53],
  ['192.0.2.53:5353', '192.0.2.53', 4, 5353],
  ['2001:db8::53', '2001:db8::53', 6, 53],
  ['[2001:db8::53]', '2001:db8::53', 6, 53],
  ['[2001:db8::53]:5353', '2001:db8::53', 6, 5353],
  ['[192.0.2.53]:1', '192.0.2.53', 4, 1],
  ['fe80::53%eth0', 'fe80::53%eth0', 6, 53],
])('%s', (text, address, family, port) => {
  expect(parseDnsServer(text)).toEqual({ address, family, port, text })
})

test.each([
  '',
  'dns.example',
  '192.0.2.1:0',
  '192.0.2.1:99999',
  '192.0.2.1:',
  '[2001:db8::1',
  '[]:53',
  '192.0.2.300',
  '1.1',
  ' 192.0.2.1',
])('%j is an error that says what was expected and what came', (text) => {
  expect(() => parseDnsServer(text)).toThrow(ScanError)
  expect(() => parseDnsServer(text)).toThrow(
    `such as 192.0.2.53 or [2001:db8::53]:5353, got ${JSON.stringify(text)}`,
  )
})
