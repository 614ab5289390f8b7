import fc from 'fast-check'
import { expect, test } from 'vitest'
import { ScanError } from '../../../../src/model/errors.ts'
import {
  escapeText,
  jsonWriter,
  ndjsonWriter,
  readReport,
  writeReport,
  xmlWriter,
  type ReportFormat,
} from '../../../../src/report/index.ts'
import { CpuStopwatch } from './cpu-stopwatch.ts'
import { attacks } from '../arbitrary-events.ts'
import { MASSCAN, MASSCAN_XML, NMAP } from './nmap-samples.ts'
import { anyReport, jsonOf } from './reports.ts'

/** Times the usual number of runs. */
const SCALE = Number(process.env['FUZZ_SCALE'] ?? 1)

const texts = fc.oneof(
  fc.constantFrom(NMAP, MASSCAN_XML, `[\n${MASSCAN.join(',\n')}\n]\n`),
  fc
    .tuple(anyReport, fc.constantFrom(jsonWriter, ndjsonWriter, xmlWriter))
    .map(([report, writer]) => [...writeReport(report, writer())].join('')),
)

/** A report with bytes changed, pieces moved, cut or repeated, and attacks put in. */
const hostile = fc
  .tuple(
    texts,
    fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 5 }),
    fc.tuple(fc.nat(), fc.nat(), fc.nat()),
    fc.option(fc.tuple(fc.nat(), fc.constantFrom(...attacks))),
  )
  .map(([text, changes, [from, to, at], attack]) => {
    let bytes = Buffer.from(text)
    for (const [index, value] of changes) bytes[index % bytes.length] = value
    const [first = 0, last = 0] = [from % bytes.length, to % bytes.length].sort((a, b) => a - b)
    if (at % 3 === 0) bytes = Buffer.concat([bytes.subarray(0, first), bytes.subarray(last)])
    if (at % 3 === 1) bytes = Buffer.concat([bytes.subarray(0, last), bytes.subarray(first)])
    if (attack === null) return bytes
    const place = attack[0] % (bytes.length + 1)
    return Buffer.concat([bytes.subarray(0, place), Buffer.from(attack[1]), bytes.subarray(place)])
  })

test('whatever is changed in a report, it is a report or ERR_REPORT', { timeout: 3_600_000 }, async () => {
  let [read, refused] = [0, 0]
  await fc.assert(
    fc.asyncProperty(hostile, async (bytes) => {
      const outcome = await tried(bytes)
      if (outcome === 'read') read++
      else refused++
    }),
    { numRuns: 300 * SCALE },
  )
  expect(read).toBeGreaterThan(3)
  expect(refused).toBeGreaterThan(3)
})

const formats: readonly ReportFormat[] = ['json', 'ndjson', 'xml', 'masscan']

test.each(formats)('any text is a report of %s or ERR_REPORT', { timeout: 3_600_000 }, async (format) => {
  await fc.assert(
    fc.asyncProperty(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) =>
      tried(Buffer.from(text), format).then(() => {}),
    ),
    { numRuns: 100 * SCALE },
  )
})

const SIZE = 65_536
const fill = (start: string, unit: string, end = ''): string =>
  start + unit.repeat(Math.floor((SIZE - start.length - end.length) / unit.length)) + end

test.each([
  ['objects', fill('', '{')],
  ['objects in objects', fill('', '{"a":')],
  ['arrays', fill('', '[')],
  ['quotes', fill('{', '"')],
  ['escapes', fill('{"', '\\"')],
  ['keys', fill('{', 'a:', '}')],
  ['keys without quotes', fill('{ip:', 'a,{', '}')],
  ['blanks', fill('{', ' ', 'a:1}')],
  ['lines', fill('', '{}\n')],
  ['broken lines', fill('{"kind":"port"}\n', '{"kind":"port"}\n')],
  ['records', fill('', '{"ip":"192.0.2.7","ports":[{"port":1,"proto":"tcp"}]}')],
  ['odd words', fill('', '{"ip":"192.0.2.7","ports":[{"port":1,"proto":"odd"}]}')],
  ['elements', fill('<nmaprun>', '<a>')],
  ['attributes', `<nmaprun ${Array.from({ length: 7_000 }, (_, at) => `a${at}="" `).join('')}/>`],
  ['references', fill('<nmaprun a="', '&amp;', '"/>')],
  ['a comment', fill('<!--', '-')],
  ['a doctype', fill('<!DOCTYPE a [', '<!ENTITY a "b">', ']><nmaprun/>')],
  ['hosts', fill('<nmaprun>', '<host><address addr="192.0.2.1"/></host>', '</nmaprun>')],
  [
    'ports',
    fill(
      '<nmaprun><host><address addr="192.0.2.1"/><ports>',
      '<port protocol="tcp" portid="1"/>',
      '</ports></host></nmaprun>',
    ),
  ],
  ['numbers', fill('<nmaprun><scaninfo protocol="tcp" services="', '0-65535,', '"/></nmaprun>')],
  [
    'arguments',
    fill(
      '<nmaprun scanner="nmap" args="nmap ',
      '1.1.1.1-',
      '"><runstats><hosts down="9"/></runstats></nmaprun>',
    ),
  ],
  [
    'octets',
    fill('<nmaprun scanner="nmap" args="nmap ', '1,*-', '"><runstats><hosts down="9"/></runstats></nmaprun>'),
  ],
  [
    'names of software',
    fill(
      '<nmaprun><host><address addr="192.0.2.1"/><ports><port protocol="tcp" portid="1"><service><cpe>cpe:/a:',
      '%',
      '</cpe></service></port></ports></host></nmaprun>',
    ),
  ],
  [
    'a certificate',
    fill(
      '<nmaprun><host><address addr="192.0.2.1"/><ports><port protocol="tcp" portid="1"><script id="ssl-cert"><elem key="pem">-----BEGIN CERTIFICATE-----',
      ' ',
      '</elem></script></port></ports></host></nmaprun>',
    ),
  ],
  [
    'an escaped banner',
    fill(
      '<nmaprun scanner="masscan"><host><address addr="192.0.2.1"/><ports><port protocol="tcp" portid="1"><service name="x" banner="',
      '\\x41',
      '"/></port></ports></host></nmaprun>',
    ),
  ],
])('64 KiB of %s cost no more than a moment', async (_name, text) => {
  await tried(Buffer.from(text))
  const watch = new CpuStopwatch()
  await tried(Buffer.from(text))
  expect(watch.milliseconds()).toBeLessThan(1_000)
})

/** Reads it, and writes what it is; what is thrown must be ours, and fit for a terminal. */
async function tried(bytes: Buffer, format?: ReportFormat): Promise<'read' | 'refused'> {
  try {
    const report = await readReport(bytes, format === undefined ? {} : { format })
    for (const writer of [ndjsonWriter(), xmlWriter()]) for (const _piece of writeReport(report, writer));
    expect(JSON.parse(jsonOf(report))).toBeTypeOf('object')
    return 'read'
  } catch (error) {
    if (!(error instanceof ScanError) || error.code !== 'ERR_REPORT') throw error
    expect(error.message).toBe(escapeText(error.message))
    return 'refused'
  }
}
