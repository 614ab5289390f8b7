import { expect, test } from 'vitest'
import { csvWriter, gatherReport, ndjsonWriter, textWriter, writeReport } from '../../../src/report/index.ts'
import { head, openPort, tail } from './arbitrary-events.ts'

const gatherer = gatherReport(head)
gatherer.add(openPort({ port: 443 }))
gatherer.add(openPort({ port: 22 }))
gatherer.add({ kind: 'skipped', target: 'gone.example', reason: 'unresolved' })
const report = gatherer.finish(tail)

test('a report is written in any format, in its own order', () => {
  const ndjson = [...writeReport(report, ndjsonWriter())].join('').trim().split('\n')
  expect(ndjson.map((line) => (JSON.parse(line) as { kind: string }).kind)).toEqual([
    'skipped',
    'port',
    'port',
    'host',
  ])
  expect([...writeReport(report, csvWriter())].join('').split('\r\n')).toHaveLength(4)
  expect([...writeReport(report, textWriter({ live: false }))].join('')).toMatch(/22\/tcp.*\n.*443\/tcp/)
})
