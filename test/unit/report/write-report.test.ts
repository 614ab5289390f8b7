import { expect, test } from 'vitest'
import {
  csvWriter,
  gatherReport,
  ndjsonWriter,
  reportEvents,
  textWriter,
  writeReport,
} from '../../../src/report/index.ts'
import { head, openPort, tail } from './arbitrary-events.ts'

const gatherer = gatherReport(head)
gatherer.add(openPort({ port: 443 }))
gatherer.add(openPort({ port: 22 }))
gatherer.add({ kind: 'skipped', target: 'gone.example', reason: 'unresolved' })
const report = gatherer.finish(tail)

test('a report is written in any format, in its own order', () => {
  const ndjson = [...writeReport(report, ndjsonWriter())].join('').trim().split('\n')
  expect(ndjson.map((line) => (JSON.parse(line) as { kind: string }).kind)).toEqual([
    'scan',
    'skipped',
    'port',
    'port',
    'host',
    'scan',
  ])
  expect([...writeReport(report, csvWriter())].join('').split('\r\n')).toHaveLength(4)
  expect([...reportEvents(report)].at(-1)).not.toHaveProperty('scanned')
  expect([...writeReport(report, textWriter({ live: false }))].join('')).toMatch(/22\/tcp.*\n.*443\/tcp/)
})

test('hosts that were scanned on different ports say on which', () => {
  const [host] = report.hosts
  const events = [...reportEvents({ ...report, hosts: [host!, { ...host!, scanned: '53' }] })]
  expect(events.flatMap((event) => ('scanned' in event ? [event.scanned] : []))).toEqual(['22,80,443', '53'])
})
