import { expect, test } from 'vitest'
import { gridSection } from '../../../../src/report/html/grid.ts'
import { pageView } from '../../../../src/report/html/page-view.ts'
import { hostOf, portOf, reportOf, tlsPort } from '../diff/reports.ts'
import { elements } from '../read-xml.ts'
import { textOf } from './read-page.ts'
import { readPart, rowsOf, sampleView } from './sample-view.ts'

const grid = (view: ReturnType<typeof pageView>): string => [...gridSection(view)].join('')

test('hosts down, ports across, counts at the end', () => {
  const hosts = [
    hostOf(
      [portOf(22), tlsPort(443, { notAfter: '2026-11-30T07:00:00.000Z' })],
      { closed: 990, filtered: 8 },
      { names: ['a.example'] },
    ),
    hostOf([portOf(22), portOf(53, { transport: 'udp', portName: 'domain' })], {}, { address: '192.0.2.8' }),
  ]
  const part = readPart(grid(pageView(reportOf(hosts))))
  expect(rowsOf(part)).toEqual([
    ['Host', '22', '443', '53/udp domain', 'open', 'closed', 'filtered'],
    ['192.0.2.7 a.example', '●', '●!', '', '2', '990', '8'],
    ['192.0.2.8', '●', '', '●', '2', '', ''],
  ])
  const links = elements(elements(part, 'tbody')[0]!, 'a').map(({ attributes }) => attributes)
  expect(links.map(({ href }) => href)).toEqual(['#h1', '#p1', '#p2', '#h2', '#p3', '#p4'])
  // Who cannot see the sign is told as much.
  expect(links[2]).toMatchObject({ 'aria-label': '443/tcp open, http, certificate: 9 days' })
})

test('what changed is marked', () => {
  const signs = rowsOf(readPart(grid(sampleView()))).map((row) => row.slice(1, -3).join(''))
  expect(signs.at(-1)).toBe('−−')
  expect(signs.at(-2)).toBe('++')
  expect(signs[2]).toBe('~●●')
})

test('however much is open, the grid stays one that can be looked at', () => {
  const ports = Array.from({ length: 300 }, (_, at) => portOf(at + 1))
  const hosts = Array.from({ length: 1200 }, (_, at) =>
    hostOf(at === 0 ? ports : [portOf(1)], {}, { address: `192.0.${at >> 8}.${at & 255}` }),
  )
  const part = readPart(grid(pageView(reportOf(hosts))))
  expect(elements(part, 'tr')).toHaveLength(1001)
  expect(elements(part, 'tr')[0]!.children).toHaveLength(1 + 80 + 3)
  expect(textOf(elements(part, 'p')[0]!)).toBe(
    'Not in the grid: 220 ports of few hosts, 200 hosts; see below.',
  )
})

test('no grid of nothing', () => {
  expect(grid(pageView(reportOf([])))).toBe('')
})
