import { expect, test } from 'vitest'
import type { PortResult } from '../../../../src/model/result.ts'
import { daysData, portRow } from '../../../../src/report/html/port-row.ts'
import type { ShownPort } from '../../../../src/report/html/page-view.ts'
import { portOf, servicePort, tlsPort } from '../diff/reports.ts'
import { elements } from '../read-xml.ts'
import { textOf } from './read-page.ts'
import { readPart, rowsOf } from './sample-view.ts'

const row = (result: PortResult, facts: Partial<ShownPort> = {}, full = false): ReturnType<typeof readPart> =>
  readPart(portRow({ id: 'p1', result, ...facts }, full).text)

test('port, state, service, product, details', () => {
  const service = {
    product: 'nginx',
    version: '1.24.0',
    info: 'x',
    details: { title: '<b>', location: 'javascript:alert(1)' },
  }
  const part = row(servicePort(80, service))
  expect(rowsOf(part)).toEqual([['80/tcp', '● open', 'http', 'nginx 1.24.0', '“<b>”to javascript:alert(1)x']])
  // No link is made of what a peer says.
  expect(elements(part, 'a')).toEqual([])
  expect(part.children[0]!.attributes).toEqual({
    id: 'p1',
    class: 'same',
    'data-state': 'open',
    'data-service': 'http',
  })
})

test('a state that is not open has its reason', () => {
  expect(rowsOf(row(portOf(80, { state: 'filtered', reason: 'admin-prohibited' })))[0]).toEqual([
    '80/tcp',
    '◐ filtered admin-prohibited',
    '',
    '',
    '',
  ])
})

test('what is odd about TLS and the port stands in front', () => {
  const result = { ...tlsPort(443, { selfSigned: true }), marks: ['suspect'] as const }
  const part = row(result, { days: 9 })
  expect(elements(part, 'span').map(textOf).slice(1)).toEqual([
    'TLSv1.3',
    'self-signed',
    '! certificate: 9 days left',
    '! suspect',
  ])
  expect(part.children[0]!.attributes['data-days']).toBe('9')
  expect(elements(row(result, { days: 9, early: true }), 'span').map(textOf)).toContain(
    '✕ certificate not valid yet',
  )
  const failed = servicePort(443, { name: 'tls', tls: { error: 'x' } })
  expect(elements(row(failed), 'span').map(textOf)).toContain('! TLS failed')
})

test('with everything that is known, folded in', () => {
  const part = row(servicePort(80, {}), {}, true)
  expect(elements(part, 'summary').map(textOf)).toEqual(['more'])
  expect(elements(part, 'dl')).toHaveLength(1)
})

test('what changed is said first', () => {
  const result = servicePort(22, { version: '2' })
  const facts = [{ fact: 'version', before: '1', after: '2' }] as const
  const diff = {
    port: 22,
    transport: 'tcp',
    changes: ['version'],
    stateBefore: ['open'],
    stateAfter: ['open'],
    facts,
    after: result,
  } as const
  const part = row(result, { diff })
  expect(rowsOf(part)[0]!.at(-1)).toBe('~ version: 1 → 2')
  expect(part.children[0]!.attributes['class']).toBe('tilde')
})

test('no certificate, no days', () => {
  expect([daysData(undefined), daysData(-3)?.text]).toEqual([undefined, ' data-days="-3"'])
})
