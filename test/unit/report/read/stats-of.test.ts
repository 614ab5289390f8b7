import { expect, test } from 'vitest'
import { statsOf } from '../../../../src/report/read/stats-of.ts'

test('counts what the hosts tell', () => {
  const host = { address: '192.0.2.7', family: 4, target: 'a', ports: [], scanned: '1-9' } as const
  const hosts = [
    { ...host, counts: { open: { 'syn-ack': 1 } }, unprobed: 2 },
    { ...host, counts: { open: { 'syn-ack': 1 }, closed: { reset: 5 } }, unprobed: 1 },
  ]
  expect(statsOf(hosts, [{ kind: 'skipped', target: 'b', reason: 'invalid' }], 70)).toMatchObject({
    states: { open: { 'syn-ack': 2 }, closed: { reset: 5 } },
    done: 7,
    unprobed: 3,
    hosts: 2,
    skipped: 1,
    elapsed: 70,
    sent: 0,
  })
})
