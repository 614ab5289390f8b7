import { expect, test } from 'vitest'
import { collect } from '../../../src/flow/collect.ts'
import type { HostEvent, ScanEvent } from '../../../src/model/event.ts'
import type { PortResult } from '../../../src/model/result.ts'
import { reverseNames } from '../../../src/resolve/reverse-names.ts'
import { abortListeners } from '../../support/open-handles.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { staticResolver } from '../../support/static-resolver.ts'

const reverse = {
  '192.0.2.1': ['one.example'],
  '192.0.2.2': ['two.example'],
  '192.0.2.3': 'timeout' as const,
}

function host(address: string, status: HostEvent['status'], counts?: HostEvent['counts']): HostEvent {
  return { kind: 'host', status, target: address, address, family: 4, ...(counts && { counts }) }
}

function port(number: number): PortResult {
  return {
    kind: 'port',
    target: 'x',
    address: '192.0.2.1',
    family: 4,
    port: number,
    transport: 'tcp',
    state: 'open',
    reason: 'syn-ack',
    rtt: 1,
    attempts: 1,
    at: '2026-01-01T00:00:00.000Z',
  }
}

const namesOf = (events: readonly ScanEvent[]) => events.map((event) => event.kind === 'host' && event.names)

test('a host that answered is asked for once; up and finished both have the names', async () => {
  const resolver = staticResolver({ reverse })
  const events = [
    host('192.0.2.1', 'up'),
    host('192.0.2.1', 'finished'),
    host('192.0.2.2', 'finished', { closed: { 'conn-refused': 1 } }),
  ]
  const named = await collect(reverseNames({ resolver })(events))
  expect(namesOf(named)).toEqual([['one.example'], ['one.example'], ['two.example']])
  expect(resolver.asked).toEqual(['192.0.2.1', '192.0.2.2'])
})

test('a silent host costs no question, everything else passes untouched', async () => {
  const resolver = staticResolver({ reverse })
  const events: ScanEvent[] = [
    host('192.0.2.1', 'finished', { filtered: { 'no-response': 10 } }),
    port(22),
    { kind: 'warning', code: 'many-addresses', message: 'x' },
  ]
  const passed = await collect(reverseNames({ resolver })(events))
  for (const [index, event] of events.entries()) expect(passed[index]).toBe(event)
  expect(resolver.asked).toEqual([])
})

test('no name, and a failure, are an empty list', async () => {
  const events = [host('192.0.2.3', 'up'), host('192.0.2.9', 'up')]
  expect(namesOf(await collect(reverseNames({ resolver: staticResolver({ reverse }) })(events)))).toEqual([
    [],
    [],
  ])
})

test('ports overtake hosts that wait for their names', async () => {
  let answer = (): void => {}
  const slow = new Promise<void>((resolve) => (answer = resolve))
  const resolver = staticResolver({ reverse, until: () => slow })
  const hosts = Array.from({ length: 500 }, (_, i) => host(`10.0.${i >> 8}.${i & 255}`, 'up'))
  const ports = Array.from({ length: 300 }, (_, i) => port(i))
  const seen: ScanEvent[] = []
  for await (const event of reverseNames({ resolver, concurrency: 4 })([...hosts, ...ports])) {
    seen.push(event)
    if (seen.length === 300) answer()
  }
  expect(seen.slice(0, 300).every((event) => event.kind === 'port')).toBe(true)
  expect(seen).toHaveLength(800)
})

test('a name that takes too long is done without, and no more are asked for at once than allowed', async () => {
  const clock = manualClock()
  const never = new Promise<void>(() => {})
  const resolver = staticResolver({ reverse, until: () => never })
  const events = Array.from({ length: 4 }, (_, i) => host(`192.0.2.${i + 1}`, 'up'))
  const all = collect(reverseNames({ resolver, timeout: 1000, concurrency: 2, clock })(events))
  await clock.advance(999)
  expect(resolver.asked).toHaveLength(2)
  await clock.advance(1500)
  expect(namesOf(await all)).toEqual([[], [], [], []])
  // The fourth has no names at all and is answered at once.
  expect(resolver.aborted).toHaveLength(3)
})

test('abort ends with the reason, break without; both call the questions off', async () => {
  const never = new Promise<void>(() => {})
  const resolver = staticResolver({ reverse, until: () => never })
  const abort = new AbortController()
  const events = [port(1), host('192.0.2.1', 'up'), host('192.0.2.2', 'up'), port(2)]
  for await (const event of reverseNames({ resolver })(events))
    if (event.kind === 'port' && event.port === 2) break
  expect(resolver.aborted).toHaveLength(2)
  const reason = new Error('enough')
  const all = collect(reverseNames({ resolver, signal: abort.signal })(events))
  setTimeout(() => abort.abort(reason), 5)
  await expect(all).rejects.toBe(reason)
  expect(resolver.aborted).toHaveLength(4)
  expect(abortListeners(abort.signal)).toBe(0)
})
