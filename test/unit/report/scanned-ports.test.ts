import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatPorts } from '../../../src/model/format-ports.ts'
import { scannedPorts } from '../../../src/report/scanned-ports.ts'
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

test('what is no number of a port is passed over, whatever it is', () => {
  expect(scannedPorts('x,22-,-5,70000,99999-3')).toEqual(scannedPorts(''))
  fc.assert(fc.property(hostileText, (text) => void scannedPorts(text)))
})
