import { expect, test } from 'vitest'
import { HostLimits } from '../../../src/probe/host-limits.ts'
import { OpenBlock } from '../../../src/probe/open-block.ts'
import { blockOf, recordOf } from './pieces.ts'

test('a host is overdue when the time since its first try is over, and others are not', () => {
  const limits = new HostLimits(500)
  const block = new OpenBlock(blockOf(3, 1))
  const [first, second, never] = [recordOf(block, 0), recordOf(block, 1), recordOf(block, 2)]
  const hosts = [first, second, never]
  const late: unknown[] = []
  limits.begin(first)
  for (let now = 0; now <= 900; now += 10) {
    if (now === 300) limits.begin(second)
    limits.begin(first)
    for (const record of limits.overdue(now, hosts)) {
      late.push([now, hosts.indexOf(record)])
      record.skipped = 'host-timeout'
    }
  }
  // Begun between two beats, it has all of the time from the beat before.
  expect(late).toEqual([
    [500, 0],
    [790, 1],
  ])
})

test('a pause, a stall and a consumer who rests are not the host’s time', () => {
  const limits = new HostLimits(500)
  const record = recordOf()
  limits.overdue(0, [])
  limits.begin(record)
  expect(limits.overdue(60_000, [record])).toEqual([])
  for (let now = 60_010; now < 60_400; now += 10) expect(limits.overdue(now, [record])).toEqual([])
  expect(limits.overdue(60_450, [record])).toEqual([record])
})
