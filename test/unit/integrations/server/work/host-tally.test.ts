import { expect, test } from 'vitest'
import { ScanError, type ScanEvent } from '../../../../../src/index.ts'
import { HostTally } from '../../../../../src/integrations/server/work/host-tally.ts'

const open = (target: string, address: string, port: number, more: object = {}): ScanEvent =>
  ({
    kind: 'port',
    target,
    address,
    port,
    transport: 'tcp',
    state: 'open',
    reason: 'syn-ack',
    rtt: 1,
    ...more,
  }) as never
const finished = (target: string, address: string, counts: object, unprobed = 0): ScanEvent =>
  ({ kind: 'host', status: 'finished', target, address, family: 4, counts, unprobed }) as never
const refused = (target: string, address?: string): ScanEvent => ({
  kind: 'skipped',
  target,
  reason: 'policy',
  ...(address !== undefined && { address }),
  error: new ScanError('ERR_POLICY', 'it is not permitted'),
})

test('all addresses of a host are added up, and what was asked for alone counts', () => {
  const tally = new HostTally(['a.example', '192.0.2.9'], '22,80')
  const service = { name: 'ssh', confidence: 'pattern', probe: 'listen', evidence: 'x', details: {} }
  tally.add(open('a.example', '192.0.2.1', 22, { service, banner: new Uint8Array(3) }))
  tally.add(open('a.example', '192.0.2.2', 80, { state: 'closed' }))
  tally.add(open('elsewhere.example', '192.0.2.3', 22))
  tally.add(finished('a.example', '192.0.2.1', { open: { 'syn-ack': 1 }, closed: { 'conn-refused': 1 } }))
  tally.add(finished('a.example', '192.0.2.2', { closed: { 'conn-refused': 1 } }, 1))
  const [first, second] = tally.hosts()
  expect(first).toEqual({
    host: 'a.example',
    ports: [{ address: '192.0.2.1', port: 22, transport: 'tcp', state: 'open', reason: 'syn-ack', service }],
    addresses: ['192.0.2.1', '192.0.2.2'],
    counts: { open: { 'syn-ack': 1 }, closed: { 'conn-refused': 2 } },
    unprobed: 1,
    scanned: '22,80',
  })
  expect(second).toMatchObject({ host: '192.0.2.9', ports: [], addresses: [] })
  expect(second!.error).toBeUndefined()
})

test('an address that may not be contacted is no address of the host, and a host of such alone has failed', () => {
  const tally = new HostTally(['a.example', 'b.example'], '22')
  tally.add(refused('a.example', '10.0.0.1'))
  tally.add(finished('a.example', '10.0.0.1', {}, 1))
  tally.add(finished('a.example', '192.0.2.1', { closed: { 'conn-refused': 1 } }))
  tally.add(refused('b.example', '10.0.0.1'))
  tally.add(finished('b.example', '10.0.0.1', {}, 1))
  const [first, second] = tally.hosts()
  expect(first).toMatchObject({ addresses: ['192.0.2.1'], unprobed: 0 })
  expect(first!.error).toBeUndefined()
  expect(second).toMatchObject({ addresses: [], error: 'not scanned (policy): it is not permitted' })
})

test('a port that was skipped is no reason for its host', () => {
  const tally = new HostTally(['192.0.2.1'], '22')
  tally.add({
    kind: 'skipped',
    target: '192.0.2.1',
    address: '192.0.2.1',
    port: 22,
    reason: 'local-resource',
  })
  tally.add({ kind: 'warning', code: 'local-resource', message: 'no descriptors' })
  expect(tally.hosts()[0]!.error).toBeUndefined()
})
