import { expect, test } from 'vitest'
import { openParts, startWork } from '../../../../src/integrations/server/open-parts.ts'
import { serviceLog } from '../../../../src/integrations/server/service-log.ts'
import { readSettings } from '../../../../src/integrations/server/settings/read-settings.ts'
import { noTelemetry } from '../../../../src/integrations/server/telemetry/telemetry.ts'
import { dataFolder } from '../../../support/data-folder.ts'

test('the embedded store has a queue of its own, and names of own places become addresses', async () => {
  const data = await dataFolder()
  const settings = { ...readSettings({}, { data }), own: [{ name: 'Redis', host: 'localhost', port: 6379 }] }
  const log = serviceLog('silent', () => {})
  const parts = await openParts(settings, log, new AbortController().signal)
  expect(parts.queue.name).toBe('memory')
  expect(parts.settings.own).toContainEqual({ name: 'Redis', host: '127.0.0.1', port: 6379 })
  const worker = startWork(parts, noTelemetry, log)
  expect([worker.active, worker.idle]).toEqual([0, 2])
  await worker.close()
  await parts.close()
  await expect(parts.store.ready()).rejects.toThrow()
})
