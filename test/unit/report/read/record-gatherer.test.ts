import { expect, test } from 'vitest'
import { RecordGatherer } from '../../../../src/report/read/record-gatherer.ts'
import { head, openPort, tail } from '../arbitrary-events.ts'

test('what nobody told is known from the results', () => {
  const gatherer = new RecordGatherer()
  gatherer.add(openPort({ at: '2026-11-21T07:00:02.000Z' }))
  gatherer.add(openPort({ port: 22, at: '2026-11-21T07:00:01.000Z' }))
  expect(gatherer.report()).toMatchObject({
    version: '',
    started: '2026-11-21T07:00:01.000Z',
    finished: '2026-11-21T07:00:02.000Z',
    hosts: [{ scanned: '22,443' }],
    stats: { elapsed: 1000, done: 2, hosts: 1 },
  })
})

test('of one run its statistics are told, of several none of them are', () => {
  const gatherer = new RecordGatherer()
  const run = (): void => {
    gatherer.add({ kind: 'scan', status: 'started', ...head })
    gatherer.add({ kind: 'scan', status: 'finished', ...tail })
  }
  run()
  expect(gatherer.report().stats).toEqual(tail.stats)
  run()
  expect(gatherer.report().stats).toMatchObject({ done: 0, hosts: 0, elapsed: 1200 })
})

test('nothing is a report too', () => {
  expect(new RecordGatherer().report()).toMatchObject({ hosts: [], started: '1970-01-01T00:00:00.000Z' })
})
