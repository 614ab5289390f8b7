import { expect, test } from 'vitest'
import { readReport } from 'portscan-core/report'
import {
  REPORT_FORMATS,
  reportText,
  type ReportFormat,
} from '../../../../../src/integrations/server/http/report-text.ts'
import type { HostProgress, HostResult, StoredScan } from '../../../../../src/integrations/server/model.ts'

const scan: StoredScan = {
  scan_id: 's',
  tenant: 'default',
  status: 'done',
  request: {
    hosts: ['192.0.2.1', 'gone.example'],
    ports: '22,80',
    services: true,
    udp: false,
    timing: 'normal',
    backends: ['connect'],
  },
  seed: 1,
  shards: 1,
  shards_done: 1,
  created_at: '2026-01-01T00:00:00.000Z',
  started_at: '2026-01-01T00:00:01.000Z',
  finished_at: '2026-01-01T00:00:03.000Z',
}

const result: HostResult = {
  scan_id: 's',
  host: '192.0.2.1',
  scanned_at: '2026-01-01T00:00:02.000Z',
  scanned: '22,80',
  open_ports: [22],
  services: [{ address: '192.0.2.1', port: 22, transport: 'tcp', state: 'open', reason: 'syn-ack' }],
  addresses: ['192.0.2.1'],
  counts: { open: { 'syn-ack': 1 }, closed: { 'conn-refused': 1 } },
  backend: 'connect',
  complete: true,
}

const hosts: HostProgress[] = [
  { host: '192.0.2.1', status: 'done', done: 1, shards: 1, attempts: 1 },
  {
    host: 'gone.example',
    status: 'failed',
    done: 0,
    shards: 1,
    attempts: 1,
    error: 'the name does not exist',
  },
]

async function* results() {
  await Promise.resolve()
  yield result
}

async function written(format: ReportFormat, of: StoredScan = scan): Promise<string> {
  let text = ''
  for await (const piece of reportText(of, hosts, results(), format)) text += piece
  return text
}

test.each(['json', 'ndjson', 'xml'] as const)('%s is read again as what it was', async (format) => {
  const report = await readReport(await written(format))
  expect(report.hosts).toMatchObject([{ address: '192.0.2.1', ports: [{ port: 22, state: 'open' }] }])
  expect(report.started).toBe('2026-01-01T00:00:01.000Z')
  expect(report.finished).toBe('2026-01-01T00:00:03.000Z')
})

test('JSON has all that is known: counts, stats, what failed', async () => {
  const report = await readReport(await written('json'))
  expect(report.hosts[0]).toMatchObject({ counts: result.counts, unprobed: 0, scanned: '22,80' })
  expect(report.stats).toMatchObject({ done: 2, hosts: 1, elapsed: 2_000 })
  expect(report.warnings).toMatchObject([
    { target: 'gone.example', message: 'gone.example: the name does not exist' },
  ])
})

test.each(Object.keys(REPORT_FORMATS) as ReportFormat[])('%s tells of the open port', async (format) => {
  expect(await written(format)).toMatch(/192\.0\.2\.1[^]*22/)
})

test('a scan that was cancelled is told to be', async () => {
  expect(await written('ndjson', { ...scan, status: 'cancelled' })).toContain('"interrupted":true')
})
