import { expect, test } from 'vitest'
import { startScan } from '../../../../../src/integrations/server/http/start-scan.ts'
import type { Job } from '../../../../../src/integrations/server/queue/job-queue.ts'
import { noTelemetry } from '../../../../../src/integrations/server/telemetry/telemetry.ts'
import { memoryStore } from '../../../../support/memory-store.ts'

const request = {
  hosts: ['192.0.2.1'],
  ports: '-',
  services: false,
  udp: false,
  timing: 'normal',
  backends: ['connect'],
} as const

function parts(add: (jobs: readonly Job[]) => Promise<void>) {
  return { store: memoryStore(), queue: { add, ready: () => Promise.resolve() }, telemetry: noTelemetry }
}

test.each([
  [1, 1],
  [20_000, 1],
  [20_001, 2],
  [65_535, 4],
  [1e9, 64],
])('%i endpoints are %i shards, each called for', async (endpoints, shards) => {
  const jobs: Job[] = []
  const started = await startScan(
    parts((some) => Promise.resolve(void jobs.push(...some))),
    'default',
    { request, endpoints },
    {},
    { warn: () => undefined },
  )
  expect(started).toMatchObject({ fresh: true, scan: { shards } })
  expect(jobs.map(({ index }) => index)).toEqual([...Array(shards).keys()])
})

test('a queue that is away costs no scan', async () => {
  const warned: unknown[] = []
  const away = parts(() => Promise.reject(new Error('away')))
  const started = await startScan(
    away,
    'default',
    { request, endpoints: 1 },
    {},
    { warn: (what: unknown) => void warned.push(what) },
  )
  expect(started).toMatchObject({ fresh: true })
  expect(warned).toHaveLength(1)
  expect(await away.store.scans.unfinished('default')).toBe(1)
})
