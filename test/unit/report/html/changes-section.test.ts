import { expect, test } from 'vitest'
import { changesSection } from '../../../../src/report/html/changes-section.ts'
import { elements } from '../read-xml.ts'
import { textOf } from './read-page.ts'
import { plainView, readPart, rowsOf, sampleView } from './sample-view.ts'

test('a row for each change, with the host, the service and what it was', () => {
  const part = readPart(changesSection(sampleView())!.text)
  expect(textOf(elements(part, 'p')[0]!)).toBe(
    'Since the scan of 2026-11-14 07:00 UTC: 5 hosts changed, 1 appeared, 1 vanished (24 compared); 4 ports opened, 3 closed, 2 otherwise changed.',
  )
  const rows = rowsOf(part)
  expect(rows[0]).toEqual(['Host', 'Port', 'Service', 'Change'])
  expect(rows[1]).toEqual([
    '192.0.2.5 ns1.example',
    '22/tcp',
    'ssh OpenSSH 9.2p1',
    '~ version: 8.4p1 → 9.2p1',
  ])
  expect(rows.slice(-3)).toEqual([
    ['192.0.2.140', '', '', '− the host vanished'],
    ['192.0.2.140', '23/tcp', 'telnet', '− open → host down'],
    ['192.0.2.140', '80/tcp', 'http GoAhead 2.5', '− open → host down'],
  ])
})

test('what could not be compared is told, and a long list is cut', () => {
  const { diff, ...view } = sampleView()
  const gap = { address: '192.0.2.9', name: '<b>', found: 'before', why: 'not-scanned' } as const
  const part = changesSection({
    ...view,
    diff: { ...diff!, notCompared: Array.from({ length: 130 }, () => gap) },
  })
  const lines = elements(readPart(part!.text), 'details').flatMap((list) => elements(list, 'li').map(textOf))
  expect(lines).toHaveLength(101)
  expect([lines[0], lines[100]]).toEqual(['192.0.2.9 <b>: found before, not scanned after', '30 more'])
})

test('without an earlier report there is no such section', () => {
  expect(changesSection(plainView())).toBeUndefined()
})
