import { describe, expect, test } from 'vitest'
import { hardwareAddresses } from '../../../src/discover/hardware-addresses.ts'
import { collect } from '../../../src/flow/collect.ts'
import type { Clock } from '../../../src/model/clock.ts'
import type { HostEvent, ScanEvent } from '../../../src/model/event.ts'
import { createNeighbours } from '../../../src/net/neighbours.ts'
import { foreignStage } from '../../support/iterables.ts'
import { manualClock } from '../../support/manual-clock.ts'

const MAC = '00:00:5e:00:53:01'
const own = { address: '192.0.2.5', netmask: '255.255.255.0', mac: MAC, internal: false, cidr: null }
const interfaces = { eth0: [{ ...own, family: 'IPv4' as const }] }
const row = (address: string, flags = '0x2'): string => `${address}  0x1  ${flags}  ${MAC}  *  eth0\n`

const up = (address: string): HostEvent => {
  return { kind: 'host', status: 'up', target: address, address, family: 4 }
}
const finished = (
  address: string,
  counts: HostEvent['counts'] = { closed: { 'conn-refused': 1 } },
): HostEvent => {
  return { ...up(address), status: 'finished', counts }
}
const skipped: ScanEvent = { kind: 'skipped', target: 'x', reason: 'excluded' }

function world(table: () => string, maker = 'Example Corporation') {
  const clock = manualClock()
  const seen = { reads: 0, loads: 0 }
  const neighbours = createNeighbours({ interfaces, read: () => (seen.reads++, table()), clock })
  const vendors = () => (seen.loads++, Promise.resolve(() => (maker === '' ? undefined : maker)))
  return { clock, seen, neighbours, stage: hardwareAddresses({ neighbours, vendors, clock }) }
}

describe('hardwareAddresses', () => {
  test('an address that an `up` event brings is told at the end too, with its maker, of IPv6 as well', async () => {
    const { stage, seen } = world(() => '')
    const found = (event: HostEvent): HostEvent => ({ ...event, address: '2001:db8::1', family: 6 })
    const events = [{ ...found(up('x')), mac: MAC }, found(finished('x')), found(finished('x'))]
    async function* oneByOne() {
      for (const event of events) yield await Promise.resolve(event)
    }
    for (const source of [events, oneByOne()]) {
      const told = await collect(stage(source))
      expect(told).toEqual([
        events[0],
        { ...events[1], mac: MAC, vendor: 'Example Corporation' },
        // Given twice: it is forgotten with the first end.
        events[2],
      ])
    }
    expect(seen.reads).toBe(0)
  })

  test('host events of the own network have it, and at the end of a host its maker', async () => {
    const { stage, seen } = world(() => row('192.0.2.1') + row('192.0.2.2'))
    const events = await collect(stage([up('192.0.2.1'), skipped, finished('192.0.2.1'), up('192.0.2.2')]))
    expect(events).toEqual([
      { ...up('192.0.2.1'), mac: MAC },
      skipped,
      { ...finished('192.0.2.1'), mac: MAC, vendor: 'Example Corporation' },
      { ...up('192.0.2.2'), mac: MAC },
    ])
    expect(seen).toEqual({ reads: 1, loads: 1 })
  })

  test('no maker where nobody knows it', async () => {
    const { stage } = world(() => row('192.0.2.1'), '')
    expect(await collect(stage([finished('192.0.2.1')]))).toEqual([{ ...finished('192.0.2.1'), mac: MAC }])
  })

  test('beyond a router, of IPv6, and of who is down, nothing is asked, and the events are the same objects', async () => {
    const { stage, seen } = world(() => row('198.51.100.1') + row('192.0.2.9'))
    const events: ScanEvent[] = [
      up('198.51.100.1'),
      { ...up('2001:db8::1'), family: 6 },
      { ...up('192.0.2.9'), status: 'down' },
      skipped,
    ]
    const out = await collect(stage(events))
    expect(out.every((event, at) => event === events[at])).toBe(true)
    expect(seen).toEqual({ reads: 0, loads: 0 })
  })

  test('for a locally administered address the list of makers is not loaded', async () => {
    const { stage, seen } = world(() => row('192.0.2.1').replace(MAC, '02:00:5e:00:53:01'))
    expect(await collect(stage([finished('192.0.2.1')]))).toMatchObject([{ mac: '02:00:5e:00:53:01' }])
    expect(seen).toEqual({ reads: 1, loads: 0 })
  })

  test('who did not answer for its address has none, and the list of makers is not loaded', async () => {
    const { stage, seen } = world(() => row('192.0.2.1', '0x0'))
    expect(await collect(stage([finished('192.0.2.1', { filtered: { 'host-unreach': 1 } })]))).toEqual([
      finished('192.0.2.1', { filtered: { 'host-unreach': 1 } }),
    ])
    expect(seen).toEqual({ reads: 1, loads: 0 })
  })

  test('who answered after the last look is looked for once more, 11 ms after it', async () => {
    let table = ''
    const { stage, clock, neighbours, seen } = world(() => table)
    neighbours.of('192.0.2.1')
    table = row('192.0.2.1')
    const out = await clock.runUntilIdle(collect(stage([finished('192.0.2.1')])))
    expect(out).toMatchObject([{ mac: MAC }])
    expect([clock.now(), seen.reads]).toEqual([11, 2])
  })

  test('a timer that fires early is set again: the old table is not taken for the next look', async () => {
    let table = ''
    const { clock, neighbours, seen } = world(() => table)
    const early: Clock = {
      ...clock,
      now: clock.now,
      after: (ms, run) => clock.after(ms > 5 ? ms - 5 : ms, run),
    }
    const stage = hardwareAddresses({ neighbours, clock: early })
    neighbours.of('192.0.2.1')
    table = row('192.0.2.1')
    expect(await clock.runUntilIdle(collect(stage([up('192.0.2.1')])))).toMatchObject([{ mac: MAC }])
    expect(seen.reads).toBe(2)
  })

  test('who is not in the table after a fresh look costs no wait', async () => {
    const { stage, clock } = world(() => '')
    expect(await clock.runUntilIdle(collect(stage([up('192.0.2.1')])))).toEqual([up('192.0.2.1')])
    expect(clock.now()).toBe(0)
  })

  test('a source that gives one by one, its order and its end', async () => {
    const { stage } = world(() => row('192.0.2.1'))
    const events = [up('192.0.2.1'), skipped, finished('192.0.2.1')]
    const out = await collect(stage(foreignStage(events)))
    expect(out.map((event) => event.kind)).toEqual(['host', 'skipped', 'host'])
  })

  test('leaving while an event waits leaves no timer', async () => {
    const { stage, clock, neighbours } = world(() => '')
    neighbours.of('192.0.2.1')
    const iterator = stage([up('192.0.2.1')])[Symbol.asyncIterator]()
    const first = iterator.next()
    expect(clock.waiting).toBe(1)
    await iterator.return?.()
    expect(await first).toMatchObject({ done: true })
    expect(clock.waiting).toBe(0)
  })
})
