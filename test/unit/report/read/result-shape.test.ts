import { expect, test } from 'vitest'
import { address, portResult, scanned, time } from '../../../../src/report/read/result-shape.ts'
import { openPort, openService } from '../arbitrary-events.ts'

test('a port is read with its service', () => {
  const port = openPort({ service: openService({ cpe: ['x'], tls: { version: 'TLSv1.3' } }) })
  expect(portResult({ ...port, more: 1 })).toEqual(port)
})

test.each([
  { port: -1 },
  { transport: 'sctp' },
  { rtt: '1' },
  { exchanges: [{}] },
  { service: {} },
  { kind: 'host' },
  { marks: 'x' },
])('%j is none', (wrong) => {
  expect(() => portResult({ ...openPort(), ...wrong })).toThrow('expected')
})

test('a set of ports is one', () => {
  for (const right of ['', '22,80', '1-1024,U:53']) expect(scanned(right)).toBe(right)
  for (const wrong of ['all', '22;80', 22, undefined]) expect(() => scanned(wrong)).toThrow('a set of ports')
})

test('addresses and times are such', () => {
  for (const right of ['192.0.2.1', '2001:db8::1', 'fe80::1%eth0']) expect(address(right)).toBe(right)
  for (const wrong of ['192.0.2.256', 'www.example', '', 1])
    expect(() => address(wrong)).toThrow('an IPv4 or IPv6 address')
  for (const right of ['2026-11-21T07:00:00.000Z', '2026-11-21T07:00:00+01:00'])
    expect(time(right)).toBe(right)
  for (const wrong of ['2026-13-41T99:00:00Z', '21 Nov 2026', 0])
    expect(() => time(wrong)).toThrow('ISO 8601')
})
