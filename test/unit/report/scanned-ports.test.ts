import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatPorts } from '../../../src/model/format-ports.ts'
import { areScannedPorts, scannedPorts } from '../../../src/report/scanned-ports.ts'
import { hostileText } from './arbitrary-events.ts'

test('reads what formatPorts writes', () => {
  const ports = fc
    .uniqueArray(fc.integer({ min: 0, max: 65535 }), { maxLength: 50 })
    .map((numbers) => Uint16Array.from(numbers).sort())
  fc.assert(
    fc.property(ports, ports, (tcp, udp) => {
      expect(scannedPorts(formatPorts({ tcp, udp }))).toEqual({ tcp, udp })
    }),
  )
})

test('several specifications are all of their ports', () => {
  const all = { tcp: Uint16Array.of(22, 80, 443), udp: Uint16Array.of(53) }
  expect(scannedPorts('22,80,U:53 or 80,443')).toEqual(all)
  expect(scannedPorts('T:22,U:53,T:80,443')).toEqual(all)
})

test('a hundred thousand wide ranges, as in a report of somebody else, take no longer than they are long', () => {
  expect(scannedPorts('0-65535,'.repeat(100_000)).tcp).toHaveLength(65_536)
})

test('what formatPorts writes is one, several with `or` too; anything else is none', () => {
  for (const spec of [
    '',
    '22',
    '1-1024,8080',
    '22,U:53,161',
    'U:53',
    'T:22',
    '22 or U:53',
    ' or 22',
    '0-65535',
  ])
    expect(areScannedPorts(spec), spec).toBe(true)
  for (const spec of [
    'x',
    '22,',
    '22,,80',
    '80-22',
    '65536',
    '1-70000',
    '-',
    '22 80',
    'top-1000',
    'U:',
    '22 or x',
  ])
    expect(areScannedPorts(spec), spec).toBe(false)
})

test('what is no number of a port is passed over, whatever it is', () => {
  expect(scannedPorts('x,22-,-5,70000,99999-3')).toEqual(scannedPorts(''))
  fc.assert(fc.property(hostileText, (text) => void scannedPorts(text)))
})
