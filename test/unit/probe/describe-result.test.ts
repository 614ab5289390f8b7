import { expect, test } from 'vitest'
import { ScanError } from '../../../src/model/errors.ts'
import type { Exchange, Verdict } from '../../../src/model/result.ts'
import { createBlock } from '../../../src/order/block.ts'
import { hostEvent, portResult, skippedHost, skippedPort } from '../../../src/probe/describe-result.ts'
import { HostLane } from '../../../src/probe/host-lane.ts'
import { OpenBlock } from '../../../src/probe/open-block.ts'
import { hostAt, laneOf, portOf, recordOf } from './pieces.ts'

const named = hostAt(1, { target: 'www.example/28', name: 'www.example', tag: 'web' })
const block = new OpenBlock(createBlock({ index: 0, hosts: [named], ports: [{ tcp: Uint16Array.of(80) }] }))
const record = recordOf(block)
const lane = laneOf(record)
const open: Verdict = { state: 'open', reason: 'syn-ack' }
const at = '2026-11-21T08:00:00.000Z'

test('a result has all that is known, and nothing that is not', () => {
  expect(portResult(portOf(lane, 80, 2), open, 12.5, at)).toEqual({
    kind: 'port',
    target: 'www.example/28',
    name: 'www.example',
    address: '192.0.2.1',
    family: 4,
    port: 80,
    transport: 'tcp',
    portName: 'http',
    state: 'open',
    reason: 'syn-ack',
    rtt: 12.5,
    attempts: 2,
    at: '2026-11-21T08:00:00.000Z',
    tag: 'web',
  })
  const refused: Verdict = { state: 'closed', reason: 'conn-refused', errorCode: 'ECONNREFUSED' }
  const plain = portResult(portOf(laneOf(), 9), refused, 0, at)
  expect(plain).toMatchObject({ target: '192.0.2.1', errorCode: 'ECONNREFUSED' })
  for (const key of ['name', 'tag', 'exchanges', 'banner']) expect(plain).not.toHaveProperty(key)
})

test('the banner is the first thing that was said', () => {
  const exchange = (received: string): Exchange => ({
    probe: 'listen',
    sent: new Uint8Array(),
    received: Buffer.from(received),
    truncated: false,
    end: 'data',
    rtt: 1,
  })
  const exchanges = [exchange(''), exchange('220 ready'), exchange('later')]
  const result = portResult(portOf(lane, 80, 1), { ...open, exchanges }, 1, at)
  expect(Buffer.from(result.banner!).toString()).toBe('220 ready')
  expect(result.exchanges).toBe(exchanges)
  const silent = portResult(portOf(lane, 80, 1), { ...open, exchanges: [exchange('')] }, 1, at)
  expect(silent).not.toHaveProperty('banner')
})

test('a host that is up says so; one that is finished has its counts', () => {
  expect(hostEvent(record, 'up')).toEqual({
    kind: 'host',
    status: 'up',
    target: 'www.example/28',
    name: 'www.example',
    address: '192.0.2.1',
    family: 4,
    tag: 'web',
  })
  const done = recordOf()
  expect(hostEvent(done, 'finished')).toMatchObject({ counts: {}, unprobed: 0 })
  done.count('open', 'syn-ack')
  done.unprobed = 3
  expect(hostEvent(done, 'finished')).toMatchObject({ counts: { open: { 'syn-ack': 1 } }, unprobed: 3 })
})

test('a host that had ports of its own says at its end which of them were scanned', () => {
  const own = hostAt(1, { ports: { tcp: Uint16Array.of(22, 80, 81) } })
  const left = new OpenBlock(
    createBlock({ index: 0, hosts: [own], ports: [{ tcp: Uint16Array.of(80, 81) }] }),
  )
  const finished = hostEvent(recordOf(left), 'finished')
  expect(finished.scanned).toBe('80-81')
  expect(hostEvent(record, 'finished')).not.toHaveProperty('scanned')
})

test('what policy forbids carries an error with the address; no route is plain data', () => {
  const { error, ...rest } = skippedHost(record, 'policy')
  expect(rest).toEqual({
    kind: 'skipped',
    target: 'www.example/28',
    reason: 'policy',
    name: 'www.example',
    address: '192.0.2.1',
    tag: 'web',
  })
  expect(error).toBeInstanceOf(ScanError)
  expect(error).toMatchObject({ code: 'ERR_POLICY' })
  expect(error!.message).toContain('192.0.2.1')
  expect(skippedHost(recordOf(), 'no-route')).not.toHaveProperty('error')
})

test('marks: of the host on its TCP results, and of the port itself', () => {
  const marked = recordOf()
  const port = portOf(laneOf(marked), 80, 1)
  expect(portResult(port, open, 1, at)).not.toHaveProperty('marks')
  marked.mark('partial')
  expect(portResult(port, open, 1, at)).not.toHaveProperty('marks')
  marked.mark('all-open')
  marked.mark('all-open')
  expect(portResult(port, open, 1, at).marks).toEqual(['all-open'])
  port.suspect = true
  expect(portResult(port, open, 1, at).marks).toEqual(['all-open', 'suspect'])
  expect(portResult(portOf(new HostLane(marked, 'udp', laneOf().path), 53), open, 1, at)).not.toHaveProperty(
    'marks',
  )
  expect(hostEvent(marked, 'finished').marks).toEqual(['partial', 'all-open'])
})

test('a port that this machine cannot ask is told with its number', () => {
  expect(skippedPort(portOf(laneOf(), 80))).toMatchObject({
    kind: 'skipped',
    reason: 'local-resource',
    port: 80,
  })
})
