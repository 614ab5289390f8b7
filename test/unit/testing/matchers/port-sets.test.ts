import { expect, test } from 'vitest'
import { formatPorts, parsePorts, scan } from '../../../../src/index.ts'
import { NONE, unite, unseenPorts } from '../../../../src/testing/matchers/port-sets.ts'
import { connector } from './exposed-world.ts'

test('ports of both, by number', () => {
  expect(formatPorts(unite(parsePorts('443,U:53'), parsePorts('22,443,U:5')))).toBe('22,443,U:5,53')
  expect(unite(NONE, parsePorts('22'))).toEqual(parsePorts('22'))
})

test('ports that were named and not scanned, but for those that were left out', async () => {
  const report = await scan('192.0.2.7', { ports: '22-24', connector }).report()
  expect(unseenPorts(report, parsePorts('22,24'), undefined)).toEqual([])
  expect(unseenPorts(report, parsePorts('20-30,U:53'), 25)).toEqual([
    '192.0.2.7: 20-21,26-30,U:53 not scanned',
  ])
  const [host] = report.hosts
  expect(unseenPorts({ ...report, hosts: [{ ...host!, scanned: '' }] }, parsePorts('22'), undefined)).toEqual(
    ['192.0.2.7: 22 not scanned'],
  )
})
