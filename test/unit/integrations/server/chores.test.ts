import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { startChores } from '../../../../src/integrations/server/chores.ts'
import { openParts } from '../../../../src/integrations/server/open-parts.ts'
import { loadFindNext } from '../../../../src/integrations/server/schedules/next-time.ts'
import { serviceLog } from '../../../../src/integrations/server/service-log.ts'
import { readSettings } from '../../../../src/integrations/server/settings/read-settings.ts'
import { noTelemetry } from '../../../../src/integrations/server/telemetry/telemetry.ts'
import { dataFolder } from '../../../support/data-folder.ts'
import { eventually } from '../../../support/eventually.ts'

test('two that follow the same schedule begin one scan of one time', async () => {
  const data = await dataFolder()
  const log = serviceLog('silent', () => {})
  const parts = await openParts(readSettings({}, { data }), log, new AbortController().signal)
  const { schedules, scans, audit } = parts.store
  const id = randomUUID()
  const past = { firesAt: new Date('2026-01-01'), dueAt: new Date('2026-01-01') }
  await schedules.create(
    {
      ...{ id, tenant: 'default', name: 'a', everyMs: 31_536_000_000, timeZone: 'UTC', jitterMs: 0 },
      ...{ overlap: 'skip', paused: false },
      request: {
        ...{ hosts: ['127.0.0.1'], ports: '22', services: false, udp: false, timing: 'normal' },
        backends: ['connect'],
      },
    },
    past,
  )
  const tools = { findNext: await loadFindNext(), telemetry: noTelemetry, log }
  const stops = [startChores(parts, tools), startChores(parts, tools)]
  await eventually(async () => (await schedules.get('default', id))?.last_scan_id !== undefined, 60_000)
  await Promise.all(stops.map((stop) => stop()))
  const { items } = await scans.list('default', { limit: 10 })
  expect(items).toMatchObject([{ schedule_id: id, request: { hosts: ['127.0.0.1'] } }])
  expect((await audit.list('default', { limit: 10 })).items).toMatchObject([
    { action: 'scan.created', detail: { schedule_id: id } },
  ])
  expect((await schedules.get('default', id))?.last_scan_id).toBe(items[0]!.scan_id)
  await parts.close()
})
