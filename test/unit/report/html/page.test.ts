import { expect, test } from 'vitest'
import { pagePieces } from '../../../../src/report/html/page.ts'
import { pageView, type PageView } from '../../../../src/report/html/page-view.ts'
import type { XmlElement } from '../read-xml.ts'
import { hostOf, portOf, reportOf, servicePort } from '../diff/reports.ts'
import { elements } from '../read-xml.ts'
import { readPage, textOf } from './read-page.ts'
import { sampleView } from './sample-view.ts'

const page = (view: PageView): XmlElement =>
  readPage([...pagePieces(view, { title: 'Office <network>', interrupted: false })].join(''))

test('one page, with landmarks and headings in order', () => {
  const html = page(sampleView())
  const body = html.children[1]!
  expect(elements(html, 'title').map(textOf)).toEqual(['Office <network>'])
  expect(html.attributes).toEqual({ lang: 'en' })
  expect(body.children.map(({ name }) => name)).toEqual(['a', 'header', 'main', 'footer', 'script'])
  expect(elements(body, 'h2').map(textOf)).toEqual([
    'Changes',
    'Hosts and ports',
    'Services',
    'Hosts',
    'Notes',
  ])
  expect(elements(body, 'h3')).toHaveLength(18)
})

test('each id is there once, and each link and label leads to one', () => {
  const html = page(sampleView())
  const all = (element: XmlElement): XmlElement[] => [element, ...element.children.flatMap(all)]
  const attributes = all(html).map((element) => element.attributes)
  const ids = attributes.flatMap(({ id }) => id ?? [])
  expect(new Set(ids).size).toBe(ids.length)
  const wanted = attributes.flatMap((of) =>
    [of['href']?.slice(1), of['aria-labelledby'], of['for']].filter((id) => id !== undefined),
  )
  expect(wanted.filter((id) => !ids.includes(id))).toEqual([])
  // Each heading of a table says what it heads, each field has its label.
  expect(elements(html, 'th').every(({ attributes }) => attributes['scope'] !== undefined)).toBe(true)
  const labelled = elements(html, 'label').flatMap((label) => [
    ...elements(label, 'input'),
    ...elements(label, 'select'),
  ])
  expect(labelled).toHaveLength(elements(html, 'input').length + elements(html, 'select').length)
})

test('nothing found is a page too', () => {
  expect(textOf(page(pageView(reportOf([]))))).toContain('Nothing was found.')
})

test('a page of many ports begins folded, and tells less of the last ones', () => {
  const ports = Array.from({ length: 6000 }, (_, at) => servicePort(at + 1, {}))
  const hosts = [hostOf(ports), hostOf(ports, {}, { address: '192.0.2.8' })]
  // As text: to read all of it strictly takes seconds.
  const text = [...pagePieces(pageView(reportOf(hosts)), { title: 'x', interrupted: false })].join('')
  const [, first = '', second = ''] = text.split('<details class="host"')
  const count = (part: string, what: RegExp): number => part.match(what)?.length ?? 0
  expect(count(text, /<details class="host"[^>]* open=""/g)).toBe(0)
  expect([first, second].map((part) => count(part, /<dl>/g))).toEqual([6000, 0])
  expect(count(second, /<tr id="p/g)).toBe(6000)
  expect(text).toContain('Of the first 10,000 ports everything is told')
})

test('other programs that made a report are named', () => {
  const made = (version: string): string =>
    textOf(page(pageView(reportOf([hostOf([portOf(22)])], { version }))))
  expect(made('0.1.0')).toContain('Made by portscan-core 0.1.0;')
  expect(made('nmap 7.95')).toContain('Made by nmap 7.95;')
})
