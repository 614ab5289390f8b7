import { expect, test } from 'vitest'
import { gridColumns } from '../../../../src/report/html/grid-columns.ts'
import { pageView } from '../../../../src/report/html/page-view.ts'
import { hostOf, portOf, reportOf } from '../diff/reports.ts'

const { hosts } = pageView(
  reportOf([
    hostOf([portOf(22), portOf(80), portOf(81, { state: 'closed' }), portOf(53, { transport: 'udp' })]),
    hostOf([portOf(80), portOf(8080)], undefined, { address: '192.0.2.8' }),
  ]),
)

test('a column for each port that is open somewhere, TCP first', () => {
  const { columns, leftOut } = gridColumns(hosts, 10)
  expect(columns.map(({ key }) => key)).toEqual(['22/tcp', '80/tcp', '8080/tcp', '53/udp'])
  expect(leftOut).toBe(0)
})

test('of too many those that most hosts have', () => {
  const { columns, leftOut } = gridColumns(hosts, 2)
  expect(columns.map(({ key }) => key)).toEqual(['22/tcp', '80/tcp'])
  expect(leftOut).toBe(2)
})
