import { expect, test } from 'vitest'
import { overview } from '../../../../src/report/html/overview.ts'
import { pageView } from '../../../../src/report/html/page-view.ts'
import { hostOf, portOf, reportOf } from '../diff/reports.ts'
import { elements } from '../read-xml.ts'
import { textOf } from './read-page.ts'
import { readPart, sampleView } from './sample-view.ts'

const words = (text: string): string => text.replace(/\s+/g, ' ').trim()

test('what was scanned, when, and what came out', () => {
  const part = readPart(overview(sampleView(), { title: '<Office>', interrupted: true }).text)
  expect(elements(part, 'h1').map(textOf)).toEqual(['<Office>'])
  expect(elements(part, 'p').map(textOf)).toEqual([
    '192.0.2.0/24, old.example',
    '2026-11-21 07:00 UTC, 41.3 s, ports top-1000,U:53,123,161,500,5060 ! interrupted, not all was scanned',
  ])
  expect(elements(part, 'dl')[0]!.children.map((tile) => words(textOf(tile)))).toEqual([
    'hosts with open ports 17 of 23 hosts',
    'open ports 61 of 23,391 scanned',
    'protocols 22',
    'certificates < 30 days 5 of 14, 2 ended',
    'hosts changed 7 since 2026-11-14 07:00',
  ])
  expect(elements(part, 'li').map((item) => words(textOf(item)))).toEqual([
    '● 61 open',
    '○ 22,341 closed',
    '◐ 989 filtered',
  ])
})

test('a report that says little has a head too', () => {
  const hosts = [hostOf([portOf(22)], {}, { scanned: '22' })]
  const part = readPart(overview(pageView(reportOf(hosts)), { title: 'x', interrupted: false }).text)
  expect(textOf(elements(part, 'p')[1]!)).toBe('2026-11-21 07:00 UTC, 1.20 s, ports 22')
  expect(() => overview(pageView(reportOf([])), { title: 'x', interrupted: false })).not.toThrow()
})
