import { expect, test } from 'vitest'
import type { HostReport } from '../../../../src/model/report.ts'
import { diffReports } from '../../../../src/report/index.ts'
import { hostNames, hostSection, leastDays, openPorts } from '../../../../src/report/html/host-section.ts'
import { pageView, type ShownHost } from '../../../../src/report/html/page-view.ts'
import { hostOf, portOf, reportOf, tlsPort } from '../diff/reports.ts'
import { elements } from '../read-xml.ts'
import { textOf } from './read-page.ts'
import { readPart, rowsOf, sampleView } from './sample-view.ts'

const room = { ports: 100, full: true, open: true, usual: '1-1000' }

function shownHost(facts: Partial<HostReport> = {}): ShownHost {
  const ports = [
    portOf(22),
    tlsPort(443, { notAfter: '2026-11-30T07:00:00.000Z' }),
    portOf(80, { state: 'closed' }),
  ]
  return pageView(reportOf([hostOf(ports, { closed: 900 }, facts)])).hosts[0]!
}

const section = (shown: ShownHost, given = room): string => [...hostSection(shown, given)].join('')

test('a host with all that is known of it', () => {
  const facts = {
    names: ['a.example', '<b>'],
    mac: '00:00:5e:00:53:01',
    vendor: 'Example',
    reason: 'echo-reply',
    marks: ['partial'],
    tag: 'lab',
    unprobed: 3,
    scanned: '22,80,443',
  } as const
  const part = readPart(section(shownHost(facts)))
  const [host] = part.children
  expect(host!.attributes).toEqual({ class: 'host', id: 'h1', 'data-open': '2', 'data-days': '9', open: '' })
  expect(textOf(elements(part, 'summary')[0]!).replace(/\s+/g, ' ')).toBe(
    '192.0.2.7 a.example <b> lab! partial2 open, 901 closed (conn-refused)3 not probed',
  )
  expect(rowsOf(part)).toHaveLength(4)
  expect(textOf(elements(part, 'p')[0]!)).toBe(
    'hardware address 00:00:5e:00:53:01 (Example) · found by echo-reply · scanned ports: 22,80,443',
  )
})

test('the ports that all were scanned for are not said again', () => {
  expect(elements(readPart(section(shownHost())), 'p')).toEqual([])
})

test('what finds no room is counted', () => {
  const part = readPart(section(shownHost(), { ...room, ports: 1, open: false }))
  expect(rowsOf(part)).toHaveLength(2)
  expect(textOf(elements(part, 'p')[0]!)).toBe('2 more ports are left out here; JSON has them.')
  expect(part.children[0]!.attributes['open']).toBeUndefined()
})

test('what changed of the host itself', () => {
  const before = reportOf([hostOf([portOf(22)], { closed: 999 }, { mac: '00:00:5e:00:53:01' })])
  const after = reportOf([hostOf([portOf(22)], { filtered: 999 }, { mac: '00:00:5e:00:53:02' })], { day: 1 })
  const [shown] = pageView(after, before, diffReports(before, after)).hosts
  expect(elements(readPart(section(shown!)), 'li').map(textOf)).toEqual([
    '~ hardware address: 00:00:5e:00:53:01 → 00:00:5e:00:53:02',
    '~ 999 other ports: closed → filtered',
  ])
})

test('names, open ports and the certificate that ends first', () => {
  const shown = shownHost({ name: 'a.example', names: ['192.0.2.7', 'a.example', 'b.example'] })
  expect(hostNames(shown.host)).toEqual(['a.example', 'b.example'])
  expect([openPorts(shown), leastDays(shown)]).toEqual([2, 9])
  // Nothing is open on a host that is gone.
  const gone = sampleView().hosts.at(-1)!
  expect([gone.diff?.change, openPorts(gone)]).toEqual(['vanished', 0])
})
