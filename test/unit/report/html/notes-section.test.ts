import { expect, test } from 'vitest'
import type { Skipped } from '../../../../src/model/event.ts'
import { notesSection } from '../../../../src/report/html/notes-section.ts'
import { pageView } from '../../../../src/report/html/page-view.ts'
import { hostOf, reportOf, skippedHost } from '../diff/reports.ts'
import { elements } from '../read-xml.ts'
import { textOf } from './read-page.ts'
import { readPart, rowsOf } from './sample-view.ts'

test('what was skipped, warnings, and hosts with nothing open', () => {
  const skipped: Skipped[] = [
    { kind: 'skipped', target: '<b>', reason: 'unresolved' },
    skippedHost('192.0.2.9'),
  ]
  const quiet = hostOf([], { closed: 1000 }, { names: ['a.example'], mac: '00:00:5e:00:53:01' })
  const report = reportOf([quiet], {
    skipped,
    warnings: [{ kind: 'warning', code: 'local-resource', message: 'few sockets' }],
  })
  const part = readPart(notesSection(pageView(report))!.text)
  expect(elements(part, 'summary').map(textOf)).toEqual([
    '1 warning',
    'Not scanned: 1 unresolved, 1 host-down',
    '1 host with nothing open',
  ])
  expect(elements(part, 'li').map(textOf)).toEqual([
    'few sockets (local-resource)',
    '<b>: skipped, unresolved',
  ])
  expect(rowsOf(part)[1]).toEqual([
    '192.0.2.7',
    'a.example',
    '1,000 closed (conn-refused)',
    '00:00:5e:00:53:01',
  ])
})

test('long lists are cut', () => {
  const skipped = Array.from({ length: 130 }, (_, at): Skipped => ({
    kind: 'skipped',
    target: `${at}`,
    reason: 'invalid',
  }))
  const hosts = Array.from({ length: 1100 }, (_, at) =>
    hostOf([], {}, { address: `192.0.${at >> 8}.${at & 255}` }),
  )
  const part = readPart(notesSection(pageView(reportOf(hosts, { skipped })))!.text)
  expect(elements(part, 'li').map(textOf).at(-1)).toBe('30 more')
  expect(rowsOf(part)).toHaveLength(1001)
  expect(elements(part, 'p').map(textOf)).toEqual(['100 more are left out here.'])
})

test('no section of nothing', () => {
  expect(notesSection(pageView(reportOf([])))).toBeUndefined()
})
