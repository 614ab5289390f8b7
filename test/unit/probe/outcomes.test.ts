import { describe, expect, test } from 'vitest'
import type { ScanEvent } from '../../../src/model/event.ts'
import type { Outcome } from '../../../src/model/result.ts'
import { Heartbeat } from '../../../src/probe/heartbeat.ts'
import { PendingPort } from '../../../src/probe/host-lane.ts'
import { LaneRing } from '../../../src/probe/lane-ring.ts'
import { Ledger } from '../../../src/probe/ledger.ts'
import { LiveAttempt } from '../../../src/probe/live-attempt.ts'
import { OpenBlock } from '../../../src/probe/open-block.ts'
import { Outbox } from '../../../src/probe/outbox.ts'
import { Outcomes } from '../../../src/probe/outcomes.ts'
import { blockOf, settingsOf } from './pieces.ts'

/** A host with ports in the queue, and one try of port 1 that the test ends. */
function desk(queued = 3) {
  const settings = settingsOf({ states: 'all' })
  const outbox = new Outbox<ScanEvent>()
  const ledger = new Ledger(settings, outbox)
  const ring = new LaneRing()
  const heart = new Heartbeat(
    settings.clock,
    () => {},
    () => {},
  )
  const outcomes = new Outcomes({
    settings,
    ledger,
    ring,
    outbox,
    heart,
    canary: undefined,
    dropSilent: () => [],
    enough() {},
  })
  const record = ledger.openHost(new OpenBlock(blockOf(1, queued + 1)), 0)
  const lane = ledger.openLane(record, 'tcp')
  const begin = (port: number): PendingPort => {
    const pending = new PendingPort(lane, port - 1, port, 0)
    ledger.begin(pending)
    return pending
  }
  const port = begin(1)
  for (let other = 2; other <= queued + 1; other++) outcomes.enqueue(begin(other))
  const end = (outcome: Outcome): void => {
    port.tries++
    outcomes.settled(new LiveAttempt(port, 0, NOBODY), outcome)
  }
  return { settings, outbox, ring, heart, outcomes, record, lane, port, end }
}

const NOBODY = { answered() {}, queued() {}, expired() {}, dropped() {}, ended() {}, broke() {} }
const kinds = (outbox: Outbox<ScanEvent>): string[] =>
  (outbox.take(99) ?? []).map((event) => (event.kind === 'host' ? event.status : event.kind))

describe('Outcomes', () => {
  test('a verdict ends the port', () => {
    const { end, outbox, ring } = desk()
    end({ state: 'closed', reason: 'conn-refused' })
    expect([kinds(outbox), ring.queued]).toEqual([['up', 'port'], 3])
  })

  test('silence is asked again, and a verdict when it is not worth another try', () => {
    const { end, outbox, ring } = desk()
    end({ state: 'filtered', reason: 'no-response' })
    expect([kinds(outbox), ring.queued]).toEqual([[], 4])
    end({ state: 'filtered', reason: 'no-response' })
    // Others of its host may still show a loss.
    expect(kinds(outbox)).toEqual([])
  })

  test('a port that stayed silent is so when its host has nothing else under way', () => {
    const { end, outbox, ring } = desk(0)
    end({ state: 'filtered', reason: 'no-response' })
    expect(ring.next(() => true, 1)?.endpoint.port).toBe(1)
    end({ state: 'filtered', reason: 'no-response' })
    expect([kinds(outbox), ring.queued]).toEqual([['port', 'finished'], 0])
  })

  test('a time-out in a loop that stood still is no try', () => {
    const { outcomes, port, heart, ring } = desk()
    port.tries = 2
    heart.stalledAt = 500
    outcomes.timedOut(new LiveAttempt(port, 100, NOBODY), 600)
    expect([port.tries, port.past.excuses, ring.queued]).toEqual([1, 1, 4])
  })

  test.each(['local-resource', 'local-network', 'self-connect'] as const)(
    '%s: the port waits again',
    (reason) => {
      const { end, port, ring, settings } = desk()
      end({ state: 'none', reason, errorCode: 'ECODE' })
      expect([port.tries, ring.queued, settings.counts.done]).toEqual([0, 4, 0])
    },
  )

  test.each(['no-route', 'policy'] as const)('%s: nothing more is sent to the host', (reason) => {
    const { end, ring, settings, outbox, record } = desk()
    end({ state: 'none', reason })
    expect(kinds(outbox)).toEqual(['skipped', 'finished'])
    expect([ring.queued, settings.counts.unprobed, record.skipped]).toEqual([0, 4, reason])
  })
})
