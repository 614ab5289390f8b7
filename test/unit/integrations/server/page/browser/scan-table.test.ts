import { expect, test } from 'vitest'
import { scanTable } from '../../../../../../src/integrations/server/page/browser/scan-table.ts'
import { find, textOf } from '../../../../../support/screen-context.ts'

const scan = {
  ...{
    scan_id: 'x',
    created_at: '2026-11-21T08:00:00Z',
    started_at: '2026-11-21T08:00:01Z',
    shards: 4,
    shards_done: 1,
  },
  request: { hosts: ['a', 'b', 'c'], ports: '22', services: true, timing: 'normal' as const },
}

test('a running scan has a bar, one that has ended says how long it took', () => {
  const scans = [
    { ...scan, status: 'in_progress' as const },
    { ...scan, scan_id: 'y', status: 'done' as const, finished_at: '2026-11-21T08:01:01Z' },
  ]
  const table = scanTable(scans, Date.parse('2026-11-21T09:00:00Z'))
  expect(find(find(table, 'tbody'), 'tr').map(textOf)).toEqual([
    'a, b and 1 more◐ running25 %221 hour ago',
    'a, b and 1 more● done221 hour ago1 min 0 s',
  ])
  expect(find(table, 'a').map(({ attributes }) => attributes['href'])).toEqual(['#/scan/x', '#/scan/y'])
})
