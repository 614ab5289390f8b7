import { expect, test } from 'vitest'
import { Attempts, type Attempt } from '../../../src/fingerprint/attempts.ts'
import { EndpointRecord } from '../../../src/fingerprint/endpoint-record.ts'
import { Line } from '../../../src/fingerprint/line.ts'
import { manualClock, type ManualClock } from '../../support/manual-clock.ts'
import { memoryNetwork } from '../../support/memory-network.ts'

const endpoint = { address: '192.0.2.7', family: 4 as const, port: 4321, transport: 'tcp' as const }

function started(atOnce: number): {
  attempts: Attempts
  clock: ManualClock
  ask: (more?: Partial<Attempt>) => Attempt
} {
  const clock = manualClock()
  const record = new EndpointRecord(endpoint, { clock, random: () => 0.5, time: 15_000, rtt: 0 })
  record.connected(0)
  const attempts = new Attempts(record, atOnce)
  const { connector } = memoryNetwork({ ports: {}, clock })
  const ask = (more: Partial<Attempt> = {}): Attempt => {
    const attempt: Attempt = {
      line: new Line(record, connector),
      question: { probe: undefined, tls: false },
      asked: { name: 'listen', tls: false, reaction: undefined },
      opening: false,
      keep: 0,
      at: record.peerTime.elapsed,
      quiet: true,
      ...more,
    }
    attempts.add(attempt)
    return attempt
  }
  return { attempts, clock, ask }
}

test('there is room for so many, and then for one in the place of one that is quiet', () => {
  const { attempts, ask } = started(2)
  expect(attempts.room).toBe(2)
  const first = ask({ quiet: false })
  expect(attempts.room).toBe(1)
  ask({ quiet: false })
  expect([attempts.room, attempts.roomIn]).toEqual([0, undefined])
  first.quiet = true
  expect([attempts.room, attempts.roomIn]).toEqual([1, 0])
})

test('they make room one by one, the oldest first', async () => {
  const { attempts, clock, ask } = started(2)
  const [first, second] = [ask(), ask()]
  attempts.makeRoom()
  expect(attempts.all).toEqual([second])
  const third = ask({ quiet: false })
  expect(attempts.room).toBe(0)
  expect(attempts.roomIn).toBeGreaterThan(0)
  await clock.advance(attempts.roomIn!)
  attempts.makeRoom()
  expect(attempts.all).toEqual([third])
  expect(await first.line.dial()).toMatchObject({ code: 'ECANCELED' })
  attempts.makeRoom()
  expect(attempts.all).toEqual([third])
})

test('one that keeps its connection makes room for nobody until its time is over', async () => {
  const { attempts, clock, ask } = started(1)
  const kept = ask({ keep: 500 })
  expect([attempts.room, attempts.roomIn]).toEqual([0, 500])
  attempts.makeRoom()
  expect(attempts.all).toEqual([kept])
  await clock.advance(500)
  expect(attempts.room).toBe(1)
  attempts.giveUpAll()
  ask({ keep: Infinity })
  expect([attempts.room, attempts.roomIn]).toEqual([0, undefined])
})

test('the first silence is over when all are quiet, or all of the opening', () => {
  const { attempts, ask } = started(4)
  ask({ opening: true })
  const later = ask({ quiet: false })
  expect([attempts.inFirstSilence(), attempts.inFirstSilence(true)]).toEqual([true, false])
  expect([attempts.delete(later), attempts.delete(later)]).toEqual([true, false])
  expect(attempts.inFirstSilence()).toBe(false)
})
