import { expect, test } from 'vitest'
import { gridLegend, hostGrid } from '../../../../../../src/integrations/server/page/browser/host-grid.ts'
import { find, textOf } from '../../../../../support/screen-context.ts'

const NOW = Date.parse('2026-11-21T09:00:00Z')
const line = (host: string, open_ports: number[]): Parameters<typeof hostGrid>[0][number] => ({
  ...{ host, open_ports, scan_id: 'x', scanned_at: '2026-11-21T07:00:00Z' },
})

test('ports side by side, with what is open and what changed', () => {
  const changes = new Map([['a', { newly_opened: [80], newly_closed: [23], changed_services: [] }]])
  const grid = hostGrid([line('a', [22, 80]), line('b', [22])], changes, NOW)
  expect(find(grid, 'th').map(textOf)).toEqual(['Host', '22', '23', '80', 'Others', 'Last scan', 'a', 'b'])
  expect(find(grid, 'mark').map(({ attributes }) => attributes['title'])).toEqual([
    '22 open',
    '23 closed',
    '80 opened',
    '22 open',
  ])
  expect(find(grid, 'when').map(textOf)).toEqual(['2 hours ago', '2 hours ago'])
})

test('of many ports those of most hosts and those that changed; the others are told', () => {
  const many = Array.from({ length: 30 }, (_, at) => at + 1)
  const changes = new Map([['a', { newly_opened: [30], newly_closed: [], changed_services: [] }]])
  const grid = hostGrid([line('a', many), line('b', [29])], changes, NOW)
  const columns = find(find(grid, 'thead'), 'port').map(textOf)
  expect(columns).toHaveLength(18)
  expect(columns.slice(-2)).toEqual(['29', '30'])
  expect(textOf(find(grid, 'others'))).toContain('17, 18, 19 and 9 more')
})

test('the legend has all signs', () => {
  expect(find(gridLegend(), 'li')).toHaveLength(4)
})
