import { expect, test } from 'vitest'
import type { PortResult } from '../../../../src/model/result.ts'
import { portFacts } from '../../../../src/report/html/port-facts.ts'
import { certificateOf, servicePort } from '../diff/reports.ts'
import { openPort } from '../arbitrary-events.ts'
import { textOf } from './read-page.ts'
import { readPart } from './sample-view.ts'

function termsOf(result: PortResult): Record<string, string> {
  const items = readPart(portFacts(result)!.text).children[0]!.children
  const pairs = items.flatMap((item, at) =>
    item.name === 'dt' ? [[textOf(item), textOf(items[at + 1]!)]] : [],
  )
  return Object.fromEntries(pairs) as Record<string, string>
}

test('all that is known of a port', () => {
  const names = Array.from({ length: 30 }, (_, at) => `${at}.example`)
  const certificate = certificateOf({ names, selfSigned: true })
  const result = servicePort(443, {
    vendor: 'F5',
    cpe: ['cpe:2.3:a:f5:nginx:1.24.0:*:*:*:*:*:*:*'],
    details: { status: 200, hostKey: undefined },
    tls: { version: 'TLSv1.3', cipher: 'TLS_AES_256_GCM_SHA384', alpn: 'h2', starttls: 'smtp', certificate },
  })
  expect(termsOf({ ...result, banner: Buffer.from('hello'), attempts: 2 })).toEqual({
    'known by': 'a status line (structured, http)',
    vendor: 'F5',
    CPE: 'cpe:2.3:a:f5:nginx:1.24.0:*:*:*:*:*:*:*',
    status: '200',
    TLS: 'TLSv1.3, TLS_AES_256_GCM_SHA384, h2, by STARTTLS (smtp)',
    subject: 'CN=www.example',
    issuer: 'CN=Example CA (self-signed)',
    names: `${names.slice(0, 20).join(', ')}, … 10 more`,
    valid: '2026-10-01 to 2027-10-01',
    'SHA-256': 'ab'.repeat(32),
    banner: 'hello',
    answer: 'syn-ack, 0.4 ms, 2 tries, 2026-11-21T07:00:00.500Z',
  })
})

test('details of a peer that tells very much are cut', () => {
  const details = Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`d${at}`, 'x'.repeat(9000)]))
  const terms = termsOf(servicePort(80, { details }))
  expect(terms['more details']).toBe('16')
  expect(Object.values(terms).every(({ length }) => length <= 400)).toBe(true)
})

test('of a port that is only open there is nothing to fold in', () => {
  expect(portFacts(openPort())).toBeUndefined()
})
