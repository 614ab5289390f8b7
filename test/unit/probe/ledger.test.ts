import { describe, expect, test } from 'vitest'
import type { ScanEvent } from '../../../src/model/event.ts'
import type { Verdict } from '../../../src/model/result.ts'
import { PendingPort } from '../../../src/probe/host-lane.ts'
import { Ledger } from '../../../src/probe/ledger.ts'
import { OpenBlock } from '../../../src/probe/open-block.ts'
import { Outbox } from '../../../src/probe/outbox.ts'
import type { ProbeSettings } from '../../../src/probe/probe-settings.ts'
import { blockOf, settingsOf } from './pieces.ts'

const open: Verdict = { state: 'open', reason: 'syn-ack' }
const closed: Verdict = { state: 'closed', reason: 'conn-refused' }
const unreachable: Verdict = { state: 'filtered', reason: 'host-unreach' }

function booked(changes: Partial<ProbeSettings> = {}) {
  const settings = settingsOf(changes)
  const { counts, pacer } = settings
  const outbox = new Outbox<ScanEvent>()
  const ledger = new Ledger(settings, outbox)
  const block = new OpenBlock(blockOf(1, 3))
  const record = ledger.openHost(block, 0)
  const lane = ledger.openLane(record, 'tcp')
  const ports = [1, 2, 3].map((port) => new PendingPort(lane, port - 1, port, 1))
  for (const port of ports) {
    block.advance()
    ledger.begin(port)
  }
  const heard = (): string[] =>
    (outbox.take(99) ?? []).map((event) => {
      if (event.kind === 'port') return `port ${String(event.port)} ${event.state}`
      return event.kind === 'host' ? `host ${event.status}` : `${event.kind}`
    })
  return { ledger, block, record, lane, ports, counts, pacer, heard }
}

describe('Ledger', () => {
  test('a host is up once, with its first answer, and finished once, with its last port', () => {
    const { ledger, ports, counts, heard, block, record } = booked()
    ledger.finish(ports[0]!, closed, 1)
    expect(heard()).toEqual(['host up'])
    ledger.finish(ports[1]!, open, 1)
    expect(heard()).toEqual(['port 2 open'])
    ledger.finish(ports[2]!, open, 1)
    expect(heard()).toEqual(['port 3 open', 'host finished'])
    block.advance()
    ledger.walked(block, [undefined, record])
    expect(heard()).toEqual([])
    expect(counts).toMatchObject({ done: 3, hosts: 1, unprobed: 0 })
    expect([ledger.inPlay, block.finished]).toEqual([0, true])
  })

  test('what a router says does not make a host up', () => {
    const { ledger, ports, heard } = booked()
    ledger.finish(ports[0]!, unreachable, 1)
    ledger.finish(ports[1]!, { state: 'unknown', reason: 'system-error' }, 1)
    expect(heard()).toEqual([])
  })

  test('only the states that were asked for go out; all are counted', () => {
    const { ledger, ports, counts, heard } = booked({ states: 'all', hostEvents: false })
    ports.forEach((port) => ledger.finish(port, unreachable, 1))
    expect(heard()).toEqual(['port 1 filtered', 'port 2 filtered', 'port 3 filtered'])
    expect(counts.states).toEqual({ filtered: { 'host-unreach': 3 } })
  })

  test('a host that is passed over says so once; its ports are unprobed', () => {
    const { ledger, record, ports, counts, heard } = booked()
    ledger.skip(record, 'no-route')
    ledger.skip(record, 'policy')
    ports.forEach((port) => ledger.giveUp(port))
    expect(heard()).toEqual(['skipped', 'host finished'])
    expect(counts).toMatchObject({ done: 0, unprobed: 3, hosts: 1 })
    expect([record.skipped, record.unprobed]).toEqual(['no-route', 3])
  })

  test('a host is asked by two transports: one record, up and finished once', () => {
    const { ledger, record, lane, ports, heard } = booked()
    const udp = ledger.openLane(record, 'udp')
    expect(ledger.lanesOf(record)).toEqual([lane, udp])
    ledger.finish(new PendingPort(udp, 0, 53, 1), open, 1)
    ports.forEach((port) => ledger.finish(port, closed, 1))
    expect(heard()).toEqual(['host up', 'port 53 open', 'host finished'])
    expect(ledger.lanesOf(record)).toEqual([])
  })

  test('a path is given back with its host, and at the end', () => {
    const { ledger, lane, pacer } = booked()
    expect(pacer.path('192.0.2.1')).toBe(lane.path)
    pacer.release('192.0.2.1')
    ledger.close()
    expect(pacer.path('192.0.2.1')).not.toBe(lane.path)
  })
})
