import { expect, test } from 'vitest'
import { storable, storedScan, type ScanRow } from '../../../../../src/integrations/server/store/scan-row.ts'

const row: ScanRow = {
  id: '07b41c2e-4622-4715-8db2-26806d9e832a',
  tenant: 't',
  status: 'pending',
  request: {} as never,
  seed: 1,
  shards: 2,
  shards_done: 0,
  created_at: new Date(0),
  started_at: null,
  finished_at: null,
  error: null,
  traceparent: null,
  schedule_id: null,
}

test('what is null in a row is not there in a scan', () => {
  expect(Object.values(storedScan(row))).not.toContain(null)
  expect(storedScan(row)).toMatchObject({ scan_id: row.id, created_at: '1970-01-01T00:00:00.000Z' })
  const whole = {
    started_at: new Date(1),
    finished_at: new Date(2),
    error: '',
    traceparent: 'p',
    schedule_id: 's',
  }
  expect(storedScan({ ...row, ...whole })).toMatchObject({
    started_at: '1970-01-01T00:00:00.001Z',
    finished_at: '1970-01-01T00:00:00.002Z',
    error: '',
    traceparent: 'p',
    schedule_id: 's',
  })
})

test('U+0000 is the one character that text does not take', () => {
  expect(storable('a\0b\0\u0001')).toBe('a\uFFFDb\uFFFD\u0001')
})
