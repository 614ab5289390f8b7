import { expect, test } from 'vitest'
import { serviceMeters } from '../../../../../src/integrations/server/telemetry/service-meters.ts'
import { sdk } from '../../../../support/telemetry-here.ts'

function meters() {
  const { meterProvider, collected } = sdk()
  return { meters: serviceMeters(meterProvider.getMeter('test')), collected }
}

test('runs, failures and durations have the names that dashboards know, and are there from the start', async () => {
  const { meters: to, collected } = meters()
  expect(await collected()).toMatchObject({
    nmap_scans_total: { '': 0 },
    nmap_scan_failures_total: { '': 0 },
  })
  to.shardClaimed()
  to.shardClaimed()
  to.shardFinished({ outcome: 'done', backend: 'connect', seconds: 2 })
  to.shardFinished({ outcome: 'failed', backend: 'nmap', seconds: 1 })
  expect(await collected()).toMatchObject({
    nmap_scans_total: { '': 2 },
    nmap_scan_failures_total: { '': 1 },
    nmap_scan_duration_seconds: { '': 2 },
    portscan_shards_total: { 'done connect': 1, 'failed nmap': 1 },
  })
})

test('requests by route, scans, webhooks', async () => {
  const { meters: to, collected } = meters()
  to.httpRequest({ method: 'GET', route: '/results/:host', status: 200, seconds: 0.001 })
  to.scanStarted()
  to.webhookTried('delivered')
  expect(await collected()).toMatchObject({
    portscan_http_request_duration_seconds: { 'GET /results/:host 200': 1 },
    portscan_scans_asked_total: { '': 1 },
    portscan_webhooks_total: { delivered: 1 },
  })
})

test('workers and the queue are looked at when somebody collects', async () => {
  const { meters: to, collected } = meters()
  let looks = 0
  const stop = to.watch({
    workers: () => ({ active: ++looks, idle: 3 }),
    queueLength: () => Promise.resolve(7),
  })
  expect(await collected()).toMatchObject({
    worker_active_total: { '': 1 },
    worker_idle_total: { '': 3 },
    scan_queue_length: { '': 7 },
  })
  stop()
  await collected()
  expect(looks).toBe(1)
})

test('a queue that cannot be asked is not told of', async () => {
  const { meters: to, collected } = meters()
  to.watch({ workers: () => ({ active: 0, idle: 1 }), queueLength: () => Promise.reject(new Error('away')) })
  const all = await collected()
  expect(all).toMatchObject({ worker_idle_total: { '': 1 } })
  expect(all).not.toHaveProperty('scan_queue_length')
})
