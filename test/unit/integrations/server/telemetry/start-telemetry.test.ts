import { expect, onTestFinished, test } from 'vitest'
import { startTelemetry } from '../../../../../src/integrations/server/telemetry/start-telemetry.ts'

test('the text that Prometheus reads, with exactly these names', async () => {
  const telemetry = await startTelemetry({ otlp: { traces: false, metrics: false } })
  onTestFinished(() => telemetry.close())
  telemetry.watch({ workers: () => ({ active: 1, idle: 1 }), queueLength: () => Promise.resolve(5) })
  telemetry.shardClaimed()
  telemetry.shardFinished({ outcome: 'failed', backend: 'connect', seconds: 0.3 })
  const lines = (await telemetry.metrics()).split('\n')
  expect(lines).toEqual(
    expect.arrayContaining([
      '# TYPE nmap_scans_total counter',
      'nmap_scans_total 1',
      '# TYPE nmap_scan_failures_total counter',
      'nmap_scan_failures_total 1',
      '# TYPE nmap_scan_duration_seconds histogram',
      'nmap_scan_duration_seconds_count 1',
      'nmap_scan_duration_seconds_bucket{le="0.5"} 1',
      '# TYPE worker_active_total gauge',
      'worker_active_total 1',
      'worker_idle_total 1',
      '# TYPE scan_queue_length gauge',
      'scan_queue_length 5',
    ]),
  )
  // Every name is one that Prometheus takes.
  const names = lines.filter((line) => line !== '' && !line.startsWith('#'))
  expect(names.filter((line) => !/^[a-zA-Z_:][\w:]*(\{.*\})? [\d.e+-]+$/.test(line))).toEqual([])
})
