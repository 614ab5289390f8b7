import { expect, test } from 'vitest'
import { hostReports, mergedReport } from '../../../../../src/integrations/server/http/host-reports.ts'
import type { HostResult, OpenPort } from '../../../../../src/integrations/server/model.ts'

const open = (address: string, port: number): OpenPort => ({
  address,
  port,
  transport: 'tcp',
  state: 'open',
  reason: 'syn-ack',
})

const result: HostResult = {
  scan_id: 's',
  host: 'host.example',
  scanned_at: '2026-01-01T00:00:00.000Z',
  scanned: '22,80',
  open_ports: [22, 80],
  services: [open('192.0.2.1', 22), open('2001:db8::1', 22), open('2001:db8::1', 80)],
  addresses: ['192.0.2.1', '2001:db8::1'],
  counts: { open: { 'syn-ack': 3 }, closed: { 'conn-refused': 1 } },
  backend: 'connect',
  complete: true,
}

test('a host with one address has all that was counted', () => {
  const [host] = hostReports({ ...result, addresses: ['192.0.2.1'], services: [open('192.0.2.1', 22)] })
  expect(host).toMatchObject({
    address: '192.0.2.1',
    family: 4,
    name: 'host.example',
    ports: [{ port: 22, portName: 'ssh', at: '2026-01-01T00:00:00.000Z' }],
    counts: result.counts,
    unprobed: 0,
  })
  expect(host).not.toHaveProperty('marks')
})

test('of a host with several each has its open ports, and is told to be incomplete', () => {
  const hosts = hostReports(result)
  expect(hosts.map(({ address, family, ports }) => [address, family, ports.length])).toEqual([
    ['192.0.2.1', 4, 1],
    ['2001:db8::1', 6, 2],
  ])
  expect(hosts.map(({ counts }) => counts)).toEqual([{ open: { 'syn-ack': 1 } }, { open: { 'syn-ack': 2 } }])
  expect(hosts.map(({ marks }) => marks)).toEqual([['partial'], ['partial']])
})

test('merged, a port is open where it is open on any address', () => {
  expect(mergedReport(result).ports.map(({ port }) => port)).toEqual([22, 80])
  expect(mergedReport({ ...result, complete: false }).unprobed).toBe(1)
})

test('an address is no name of its own', () => {
  const bare = { ...result, host: '192.0.2.1', addresses: ['192.0.2.1'], services: [open('192.0.2.1', 22)] }
  expect(hostReports(bare)[0]).not.toHaveProperty('name')
})
