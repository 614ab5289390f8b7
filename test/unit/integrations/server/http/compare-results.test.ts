import { expect, test } from 'vitest'
import {
  compareResults,
  nothingToCompare,
} from '../../../../../src/integrations/server/http/compare-results.ts'
import type { HostResult, OpenPort } from '../../../../../src/integrations/server/model.ts'

function port(number: number, product?: string, more: Partial<OpenPort> = {}): OpenPort {
  const service = {
    name: 'http',
    product,
    confidence: 'structured',
    probe: 'http',
    evidence: '',
    details: {},
  }
  return {
    address: '192.0.2.1',
    port: number,
    transport: 'tcp',
    state: 'open',
    reason: 'syn-ack',
    ...(product !== undefined && { service: service as unknown as NonNullable<OpenPort['service']> }),
    ...more,
  }
}

function result(at: number, scanned: string, total: number, services: OpenPort[], more = {}): HostResult {
  const counts = { open: { 'syn-ack': services.length }, closed: { 'conn-refused': total - services.length } }
  return {
    scan_id: `scan-${at}`,
    host: 'host.example',
    scanned_at: `2026-01-0${at}T00:00:00.000Z`,
    scanned,
    open_ports: services.map((one) => one.port),
    services,
    addresses: ['192.0.2.1'],
    counts,
    backend: 'connect',
    complete: true,
    ...more,
  }
}

test('opened, closed, changed', () => {
  const before = result(1, '22,80,443,8080', 4, [port(22), port(80, 'nginx')])
  const after = result(2, '22,80,443,8080', 4, [port(80, 'Apache'), port(443), port(8080)])
  expect(compareResults(before, after)).toMatchObject({
    host: 'host.example',
    newly_opened: [443, 8080],
    newly_closed: [22],
    changed_services: [
      {
        port: 80,
        transport: 'tcp',
        changes: ['product'],
        before: { product: 'nginx' },
        after: { product: 'Apache' },
      },
    ],
    from: { scan_id: 'scan-1' },
    to: { scan_id: 'scan-2' },
  })
})

test('nothing changed', () => {
  const same = compareResults(result(1, '22,80', 2, [port(22)]), result(2, '22,80', 2, [port(22)]))
  expect(same).toMatchObject({ newly_opened: [], newly_closed: [], changed_services: [] })
  expect(same).not.toHaveProperty('note')
})

test('of ports that only one scan looked at nothing is said but that', () => {
  const diff = compareResults(
    result(1, '22,80', 2, [port(22), port(80)]),
    result(2, '22,443', 2, [port(22), port(443)]),
  )
  expect(diff).toMatchObject({ newly_opened: [], newly_closed: [] })
  expect(diff.note).toBe(
    'only one of the scans knows of these ports: 80 (the earlier one), 443 (the later one)',
  )
})

test('where a port got no verdict, nobody says that it is closed', () => {
  const unsure = { complete: false, counts: { closed: { 'conn-refused': 1 } } }
  const diff = compareResults(result(1, '22,80', 2, [port(22)]), result(2, '22,80', 2, [], unsure))
  expect(diff.newly_closed).toEqual([])
  expect(diff.note).toContain('22')
})

test('a host that is silent now has closed its ports, and one that moved is the same host', () => {
  const silent = { counts: { filtered: { 'no-response': 2 } } }
  expect(compareResults(result(1, '22,80', 2, [port(22)]), result(2, '22,80', 2, [], silent))).toMatchObject({
    newly_closed: [22],
  })
  const moved = result(2, '22,80', 2, [port(22, undefined, { address: '192.0.2.9' })], {
    addresses: ['192.0.2.9'],
  })
  expect(compareResults(result(1, '22,80', 2, [port(22)]), moved)).toMatchObject({
    newly_opened: [],
    newly_closed: [],
  })
})

test('fewer than two scans are no error', () => {
  expect(nothingToCompare('a', undefined)).toEqual({
    host: 'a',
    newly_opened: [],
    newly_closed: [],
    changed_services: [],
    note: 'the host was never scanned',
  })
  expect(nothingToCompare('a', result(1, '22', 1, []))).toMatchObject({ to: { scan_id: 'scan-1' } })
})
