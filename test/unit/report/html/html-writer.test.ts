import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ScanEvent } from '../../../../src/model/event.ts'
import type { ScanReport } from '../../../../src/model/report.ts'
import type { Service } from '../../../../src/model/service.ts'
import { gatherReport } from '../../../../src/report/index.ts'
import { htmlWriter } from '../../../../src/report/html/html-writer.ts'
import { head, openPort, scanEvent, tail } from '../arbitrary-events.ts'
import { elements } from '../read-xml.ts'
import { writeAll } from '../write-all.ts'
import { readPage, shapeOf, textOf } from './read-page.ts'

test('comes at the end, in pieces', () => {
  const writer = htmlWriter()
  expect([writer.begin(head), writer.event(openPort())]).toEqual(['', ''])
  const pieces = [...writer.end(tail)]
  expect(pieces.length).toBeGreaterThan(5)
  expect(pieces.join('')).toMatch(/^<!DOCTYPE html>\n[^]*<\/html>\n$/)
})

test('says what it is called, that it was cut off, and of how much of a banner is shown', () => {
  const writer = htmlWriter({ title: 'Lab & <office>' })
  writer.begin(head)
  const received = Buffer.alloc(16_384, 'a')
  const exchange = {
    probe: 'listen',
    sent: new Uint8Array(),
    received,
    truncated: true,
    end: 'data',
    rtt: 1,
  } as const
  writer.event(openPort({ banner: received, exchanges: [exchange] }))
  const page = readPage([...writer.end({ ...tail, interrupted: true })].join(''))
  expect(elements(page, 'h1').map(textOf)).toEqual(['Lab & <office>'])
  const text = textOf(page)
  expect(text).toContain('! interrupted, not all was scanned')
  expect(text).toContain(`banner, the first 512 bytes${'a'.repeat(512)}answer`)
})

test('with an earlier report it says what changed', () => {
  const page = readPage(writeAll(htmlWriter({ before: reportOf([openPort({ port: 80 })]) }), [openPort()]))
  expect(elements(page, 'h2').map(textOf)).toContain('Changes')
})

test('any events make a page with nothing in it but what is ours (H19)', () => {
  fc.assert(
    fc.property(
      fc.array(scanEvent, { maxLength: 6 }),
      fc.array(scanEvent, { maxLength: 4 }),
      (events, earlier) => {
        const text = writeAll(htmlWriter({ before: reportOf(earlier) }), events)
        expect(text).not.toMatch(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\ufffe\uffff]/) // eslint-disable-line no-control-regex
        const page = readPage(text)
        const rows = elements(page, 'tr').filter(({ attributes }) => /^p\d+$/.test(attributes['id'] ?? ''))
        expect(rows.length).toBeGreaterThanOrEqual(events.filter(({ kind }) => kind === 'port').length)
      },
    ),
    { numRuns: 100 },
  )
})

const attacks = [
  '<script>window.owned = 1</script>',
  '</script><img src=x onerror=alert(1)>',
  '--><svg onload=alert(1)>',
  '"><a href="javascript:alert(1)">',
  "' autofocus onfocus=alert(1) x='",
  '</style></title></pre><iframe srcdoc="<script>alert(1)</script>">',
  '&lt;script&gt;alert(1)&lt;/script&gt;',
  '<!--',
  ']]><![CDATA[',
]

test('what a peer says changes no element and no attribute', () => {
  const plain = shapeOf(readPage(pageOf('x')))
  for (const attack of attacks) expect(shapeOf(readPage(pageOf(attack))), attack).toBe(plain)
})

/** The same page, with a text in each place that a peer can put one. */
function pageOf(text: string): string {
  const certificate = {
    subject: text,
    issuer: text,
    names: [text],
    notBefore: text,
    notAfter: '2027-01-01T00:00:00.000Z',
    fingerprint256: text,
    selfSigned: false,
  }
  const service: Service = {
    ...{
      name: text,
      product: text,
      vendor: text,
      version: text,
      info: text,
      hostname: text,
      os: text,
      device: text,
    },
    cpe: [text],
    tls: { version: text, cipher: text, alpn: text, error: text, starttls: text, certificate },
    details: { title: text, location: text, [text]: text, headers: { [text]: text }, list: [text] },
    confidence: 'pattern',
    probe: text,
    evidence: text,
  }
  const port = openPort({ service, banner: Buffer.from(text), portName: text, tag: text, name: text })
  return writeAll(htmlWriter({ title: text, before: reportOf([openPort({ tag: text, name: text })]) }), [
    port,
    {
      kind: 'host',
      status: 'finished',
      target: text,
      address: '192.0.2.7',
      family: 4,
      name: text,
      tag: text,
      names: [text],
      vendor: text,
      mac: text,
    },
    { kind: 'skipped', target: text, reason: 'unresolved', name: text },
    { kind: 'warning', code: 'local-resource', message: text, target: text },
  ])
}

function reportOf(events: readonly ScanEvent[]): ScanReport {
  const gatherer = gatherReport(head)
  for (const event of events) gatherer.add(event)
  return gatherer.finish(tail)
}
