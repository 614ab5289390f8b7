import { expect, test } from 'vitest'
import { parsePorts, scan, type ScanReport, type StateCounts } from '../../../../src/index.ts'
import { hasPort, isDecided, keysOf, sightsOf, textOf } from '../../../../src/testing/matchers/port-sight.ts'
import { connector } from './exposed-world.ts'

const key = { port: 23, transport: 'tcp' } as const

async function stateIn(change: {
  counts?: StateCounts
  unprobed?: number
  scanned?: string
}): Promise<string> {
  const report: ScanReport = await scan('192.0.2.7', { ports: '22-25', connector }).report()
  const [[sight] = []] = sightsOf({ ...report, hosts: [{ ...report.hosts[0]!, ...change }] }, [key])
  return sight!.state
}

test.each([
  [{ counts: { open: { 'syn-ack': 1 }, closed: { 'conn-refused': 3 } } }, 'closed'],
  [
    { counts: { open: { 'syn-ack': 1 }, closed: { 'conn-refused': 2 }, filtered: { 'no-response': 1 } } },
    'not open',
  ],
  [{ counts: { open: { 'syn-ack': 2 }, closed: { 'conn-refused': 2 } } }, 'not told'],
  [{ counts: { open: { 'syn-ack': 1 } } }, 'not told'],
  [{ unprobed: 1 }, 'not probed'],
  [{ scanned: '22' }, 'not scanned'],
  [{ scanned: '' }, 'not scanned'],
])('a port that the report does not list: %j', async (change, state) => {
  expect(await stateIn(change)).toBe(state)
})

test('a port that it lists', async () => {
  const report = await scan('192.0.2.7', { ports: '22', connector }).report()
  const [[sight] = []] = sightsOf(report, [{ port: 22, transport: 'tcp' }])
  expect(sight).toMatchObject({ state: 'open', result: { reason: 'syn-ack' } })
  expect(isDecided(sight!)).toBe(true)
  expect(isDecided({ ...sight!, state: 'open|filtered' })).toBe(false)
})

test('TCP and UDP are two ports', () => {
  const ports = parsePorts('22,U:53')
  expect(keysOf(ports).map(textOf)).toEqual(['22/tcp', '53/udp'])
  expect(hasPort(ports, { port: 53, transport: 'tcp' })).toBe(false)
  expect(hasPort(ports, { port: 53, transport: 'udp' })).toBe(true)
})
