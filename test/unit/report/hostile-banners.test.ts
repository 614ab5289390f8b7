import fc from 'fast-check'
import { expect, test } from 'vitest'
import { recognize } from '../../../src/fingerprint/recognize.ts'
import type { HostEvent, ScanEvent } from '../../../src/model/event.ts'
import type { PortResult } from '../../../src/model/result.ts'
import type { Service } from '../../../src/model/service.ts'
import * as report from '../../../src/report/index.ts'
import type { ReportWriter } from '../../../src/report/index.ts'
import { bytes, recordings } from '../../fixtures/services/index.ts'
import { attacks, openPort } from './arbitrary-events.ts'
import { readPage } from './html/read-page.ts'
import { readCsv } from './read-csv.ts'
import { readGrepable } from './read-grepable.ts'
import { readMarkdown } from './read-markdown.ts'
import { elements, readXml } from './read-xml.ts'
import { writeAll } from './write-all.ts'

/** Times the usual number of runs: 100,000 banners are `npm run lab:formats`. */
const SCALE = Number(process.env['FUZZ_SCALE'] ?? 1)
const BANNERS = 2_000
const EACH_RUN = 50

/** How many ports an independent, strict reader finds in a format; it throws where the text is not of that format. */
const readers: Readonly<
  Record<string, { readonly writer: () => ReportWriter; ports(text: string): number }>
> = {
  textWriter: {
    writer: report.textWriter,
    // One line as it comes; the summary has it again.
    ports: (text) => text.split('\n\n')[0]!.match(/^192\.0\.2\.7 +\d+\/tcp +open /gm)?.length ?? 0,
  },
  jsonWriter: {
    writer: report.jsonWriter,
    ports: (text) => (JSON.parse(text) as { hosts: { ports: unknown[] }[] }).hosts[0]!.ports.length,
  },
  ndjsonWriter: {
    writer: report.ndjsonWriter,
    ports: (text) => {
      const lines = text.split('\n').slice(0, -1)
      return lines.filter((line) => (JSON.parse(line) as ScanEvent).kind === 'port').length
    },
  },
  csvWriter: {
    writer: report.csvWriter,
    ports: (text) => {
      const [header = [], ...rows] = readCsv(text)
      for (const cell of rows.flat()) if (/^\s*[=+\-@]/.test(cell)) throw new Error(`a formula: ${cell}`)
      return rows.filter(({ length }) => length === header.length).length
    },
  },
  xmlWriter: { writer: report.xmlWriter, ports: (text) => elements(readXml(text), 'port').length },
  grepableWriter: {
    writer: report.grepableWriter,
    ports: (text) => readGrepable(text).flatMap(({ ports }) => ports).length,
  },
  markdownWriter: {
    writer: report.markdownWriter,
    ports: (text) => readMarkdown(text).flatMap((table) => table.slice(2)).length,
  },
  htmlWriter: {
    writer: report.htmlWriter,
    ports: (text) => {
      const ids = elements(readPage(text), 'tr').map(({ attributes }) => attributes['id'] ?? '')
      return ids.filter((id) => /^p\d+$/.test(id)).length
    },
  },
}

/** What a format may have of control characters, beside ends of lines. */
const OWN: Readonly<Record<string, RegExp>> = { csvWriter: /\r\n/g, grepableWriter: /[\t\n]/g }

test('no format is forgotten', () => {
  const writers = Object.keys(report).filter((name) => /^(?!.*write)\w+Writer$/.test(name))
  expect(Object.keys(readers).sort()).toEqual(writers.sort())
})

test('the readers are strict', () => {
  const broken: Readonly<Record<string, readonly string[]>> = {
    xmlWriter: [
      '<a>\x1b</a>',
      '<a>\ufffe</a>',
      '<a b="<"/>',
      '<a>&</a>',
      '<a></b>',
      '<a/><b/>',
      '<a>]]></a>',
    ],
    csvWriter: ['a\r\n"b\r\n', 'a\r\nb', 'a\r\nb"c\r\n', 'a\r\n=1\r\n'],
    grepableWriter: ['Host: a (b)\tPorts: 1/2/3\n', 'x\n', 'Host: a (b) c)\tStatus: Up\n'],
    markdownWriter: ['<b>', '`<b>`', 'a `b', '| a |\n| b | c |', '[a](b)', 'a *b*', '@all', '`a\nb`'],
    htmlWriter: [
      '<html>',
      '<html><img/></html>',
      '<p onclick=""/>',
      '<a href="javascript:x"/>',
      '<p>&nbsp;</p>',
    ],
    jsonWriter: ['{', '{"hosts":[{"ports":["\x1b"]}]}'],
    ndjsonWriter: ['{}\n{\n'],
  }
  for (const [name, texts] of Object.entries(broken)) {
    for (const text of texts) expect(() => readers[name]!.ports(text), `${name}: ${text}`).toThrow()
  }
})

test.each(Object.keys(readers))(
  'mutated banners leave %s well-formed (H13, H17, H18, H19)',
  (name) => {
    const { writer, ports } = readers[name]!
    const runs = (BANNERS * SCALE) / EACH_RUN
    fc.assert(
      fc.property(fc.array(banner, { minLength: EACH_RUN, maxLength: EACH_RUN }), (banners) => {
        const text = writeAll(writer(), eventsOf(banners))
        const odd = text
          .replace(OWN[name] ?? /\n/g, '')
          .match(/[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]/)?.[0] // eslint-disable-line no-control-regex
        expect(odd).toBeUndefined()
        expect(ports(text)).toBe(EACH_RUN)
      }),
      { numRuns: runs },
    )
  },
  3_600_000,
)

const samples = Object.entries(recordings).flatMap(([probe, texts]) =>
  Object.values(texts).map((text) => ({ probe, answer: bytes(text) })),
)

interface Banner {
  readonly probe: string
  readonly answer: Buffer
}

/** What a server said, with bytes changed and an attack put in somewhere, so that it ends up in what is told of it. */
const banner: fc.Arbitrary<Banner> = fc
  .tuple(
    fc.constantFrom(...samples),
    fc.array(fc.tuple(fc.nat(300), fc.nat(255)), { maxLength: 4 }),
    fc.constantFrom(...attacks),
    fc.nat(300),
  )
  .map(([{ probe, answer }, changes, attack, place]) => {
    const at = place % (answer.length + 1)
    const changed = Buffer.concat([answer.subarray(0, at), Buffer.from(attack), answer.subarray(at)])
    for (const [index, value] of changes) if (index < changed.length) changed[index] = value
    return { probe, answer: changed }
  })

function eventsOf(banners: readonly Banner[]): ScanEvent[] {
  const [first] = banners
  const said = first!.answer.toString()
  const host: HostEvent = {
    kind: 'host',
    status: 'finished',
    target: '192.0.2.7',
    address: '192.0.2.7',
    family: 4,
    names: [said],
    vendor: said,
    mac: '00:00:5e:00:53:01',
    counts: { open: { 'syn-ack': banners.length } },
  }
  return [
    ...banners.map(portOf),
    { kind: 'skipped', target: said, reason: 'unresolved' },
    { kind: 'warning', code: 'local-resource', message: said, target: said },
    host,
  ]
}

function portOf({ probe, answer }: Banner, index: number): PortResult {
  const port = 1000 + index
  const service = recognize(answer, { transport: 'tcp', port, probe })
  const exchange = { probe, sent: answer, received: answer, truncated: false, end: 'data', rtt: 1 } as const
  return openPort({
    port,
    banner: answer,
    exchanges: [exchange],
    ...(service && { service: withTls(service, answer) }),
  })
}

/** Certificates are no banners, but their names come from the same peer. */
function withTls(service: Service, answer: Buffer): Service {
  const text = answer.toString()
  const dates = { notBefore: text, notAfter: text }
  const certificate = {
    subject: text,
    issuer: text,
    names: [text],
    ...dates,
    fingerprint256: '00',
    selfSigned: true,
  }
  return { ...service, tls: { version: 'TLSv1.3', certificate } }
}
