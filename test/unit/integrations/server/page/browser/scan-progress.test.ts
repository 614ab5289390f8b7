import { expect, test } from 'vitest'
import type { HostStatus } from '../../../../../../src/integrations/server/page/browser/answers.ts'
import { progressOf } from '../../../../../../src/integrations/server/page/browser/scan-progress.ts'

const host = (status: HostStatus['status'], more: Partial<HostStatus> = {}): HostStatus => ({
  ...{ host: 'a', status, done: 0, shards: 4, attempts: 1 },
  ...more,
})
const began = { started_at: '2026-11-21T08:00:00Z' }

test('nothing has begun', () => {
  expect(progressOf([host('pending')])).toEqual({ status: 'pending', share: 0, done: 0 })
})

test('some goes on', () => {
  const hosts = [host('in_progress', { done: 2, ...began }), host('failed', began)]
  expect(progressOf(hosts)).toEqual({
    status: 'in_progress',
    share: 0.75,
    done: 1,
    started: began.started_at,
  })
})

test.each([
  [['done', 'failed'], 'done'],
  [['failed', 'failed'], 'failed'],
  [['done', 'cancelled'], 'cancelled'],
] as const)('%s is %s', (states, status) => {
  const hosts = states.map((state, at) => host(state, { ...began, finished_at: `2026-11-21T08:0${at}:00Z` }))
  expect(progressOf(hosts)).toMatchObject({ status, share: 1, finished: '2026-11-21T08:01:00Z' })
})
