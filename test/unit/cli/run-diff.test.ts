import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ScanReport } from '../../../src/model/report.ts'
import { jsonWriter, ndjsonWriter, writeReport, xmlWriter } from '../../../src/report/index.ts'
import { hostOf, portOf, reportOf, servicePort, tlsPort } from '../report/diff/reports.ts'
import { runFake } from './fake-world.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diff-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

const file = (name: string): string => join(folder, name)
const text = (report: ScanReport, writer = jsonWriter()): string => [...writeReport(report, writer)].join('')

/** Writes a report, and gives its path. */
async function saved(name: string, report: ScanReport, writer = jsonWriter()): Promise<string> {
  await writeFile(file(name), text(report, writer))
  return file(name)
}

const old = reportOf([hostOf([servicePort(22, { name: 'ssh', version: '8.9p1' }), portOf(80)])])
const now = reportOf([hostOf([servicePort(22, { name: 'ssh', version: '9.2p1' })])], { day: 1 })

test('what changed is told, and exit 4', async () => {
  const { code, out, err } = await runFake(
    `diff ${await saved('old.json', old)} ${await saved('now.json', now)}`,
  )
  expect({ code, err }).toEqual({ code: 4, err: '' })
  expect(out).toContain('version: 8.9p1 → 9.2p1')
  expect(out).toMatch(/- 80\/tcp +open → closed/)
  expect(out).toContain('1 host changed (1 compared); 1 port closed, 1 otherwise changed\n')
})

test('no changes are exit 0, in whatever formats the reports are', async () => {
  const paths = [await saved('now.json', now), await saved('now.ndjson', now, ndjsonWriter())]
  paths.push(await saved('now.xml', now, xmlWriter()))
  for (const earlier of paths) {
    for (const later of paths) {
      const { code, out } = await runFake(`diff ${earlier} ${later}`)
      expect(out).toContain('no changes (1 host compared)')
      expect(code).toBe(0)
    }
  }
})

test('one may come from standard input; JSON for programs, and files', async () => {
  const path = await saved('old.json', old)
  const line = `diff ${path} - -f json -o ${file('diff.md')} -o ${path}`
  const { code, out } = await runFake(line, { stdin: text(now, ndjsonWriter()) })
  expect(code).toBe(4)
  expect(JSON.parse(out)).toMatchObject({ compared: 1, hosts: [{ address: '192.0.2.7', change: 'changed' }] })
  expect(await readFile(file('diff.md'), 'utf8')).toContain('# What changed')
  // It was read before it was overwritten.
  expect(JSON.parse(await readFile(path, 'utf8'))).toEqual(JSON.parse(out))
})

test('--certificate-days', async () => {
  const report = (day: number) =>
    reportOf([hostOf([tlsPort(443, { notAfter: '2026-12-06T07:00:00.000Z' })])], { day })
  const line = `diff ${await saved('a.json', report(0))} ${await saved('b.json', report(1))}`
  expect((await runFake(line)).code).toBe(0)
  const { code, out } = await runFake(`${line} --certificate-days 15`)
  expect(code).toBe(4)
  expect(out).toContain('certificate: valid → expiring')
})

test('reports without a host in common are exit 3: nothing was compared', async () => {
  const other = reportOf([hostOf([portOf(22)], undefined, { address: '192.0.2.8' })])
  const { code, out, err } = await runFake(
    `diff ${await saved('a.json', old)} ${await saved('b.json', other)}`,
  )
  expect(code).toBe(3)
  expect(out).toContain('192.0.2.8  found after, not scanned before')
  expect(err).toBe('portscan: the reports have no host in common: nothing could be compared\n')
  // One that may not even be there, and that the other one has not asked, is nothing to rely on either.
  const silent = await saved('silent.json', reportOf([hostOf([], { filtered: 1000 })]))
  expect((await runFake(`diff ${silent} ${file('b.json')}`)).code).toBe(3)
  const empty = await saved('empty.json', reportOf([]))
  expect((await runFake(`diff ${empty} ${silent}`)).code).toBe(3)
  expect((await runFake(`diff ${empty} ${empty}`)).code).toBe(0)
})

test('a report that tells no time is not said to be of 1970', async () => {
  await writeFile(
    file('masscan.json'),
    '[{"ip":"192.0.2.7","timestamp":"0","ports":[{"port":22,"proto":"tcp"}]}]',
  )
  const { out } = await runFake(`diff ${file('masscan.json')} ${await saved('new.json', old)}`)
  expect(out).toMatch(/^from a report of masscan to 2026-11-21 07:00:00 UTC\n/)
})

test('what cannot be read is exit 2 and one line that says which and where', async () => {
  const path = await saved('old.json', old)
  await writeFile(
    file('ports.json'),
    (await readFile(path, 'utf8')).replace(/"scanned":"[^"]*"/, '"scanned":"all"'),
  )
  await writeFile(file('broken.json'), '{"version":"0.1.0",\n"hosts":[7]}')
  for (const [line, message] of [
    [`${path} ${file('none.json')}`, /none\.json: expected a file with a report, but .*ENOENT/],
    [`${file('broken.json')} ${path}`, /broken\.json: line \d of the report: /],
    [`${path} -`, /standard input: /],
    [`- -`, /standard input is one report; expected a file for the other, as in: portscan diff a\.json -/],
    [
      '',
      /no <old> and <new> given; expected the earlier report: .*, as in: portscan diff yesterday\.json today\.json/,
    ],
    [
      `${file('ports.json')} ${path}`,
      /line 1 of the report: hosts\[0\]\.scanned: expected a set of ports, such as '22,80,8000-8010' or 'U:53', but got "all"/,
    ],
    [`${path}`, /no <new> given; expected the later one, as in: portscan diff yesterday\.json today\.json/],
    [`${path} ${path} ${path}`, /too many arguments/],
    [`${path} ${path} -o ${file('diff.xml')}`, /diff\.xml: expected a file name that ends in one of/],
  ] as const) {
    const { code, out, err } = await runFake(`diff ${line}`)
    expect({ code, out, lines: err.split('\n').length }, line).toEqual({ code: 2, out: '', lines: 2 })
    expect(err).toMatch(message)
  }
})
