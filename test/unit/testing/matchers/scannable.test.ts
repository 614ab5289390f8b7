import { expect, test } from 'vitest'
import { scan } from '../../../../src/index.ts'
import { isReport, nameOf, type Scannable } from '../../../../src/testing/matchers/scannable.ts'
import { connector } from './exposed-world.ts'

test('a report is told from a target', async () => {
  const report = await scan('192.0.2.7', { ports: '22', connector }).report()
  expect([report, '192.0.2.7', { host: '192.0.2.7' }, null].map((one) => isReport(one as Scannable))).toEqual(
    [true, false, false, false],
  )
  expect(nameOf('192.0.2.7')).toBe('192.0.2.7')
  expect(nameOf({ host: '192.0.2.7' })).toBe('192.0.2.7')
  expect(nameOf(report)).toBe(`the report of ${report.started}`)
})
