import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readReportArgument } from '../../../src/cli/read-report-argument.ts'
import { startSession } from '../../../src/cli/session.ts'
import { ndjsonWriter, writeReport } from '../../../src/report/index.ts'
import { hostOf, portOf, reportOf } from '../report/diff/reports.ts'
import { fakeWorld } from './fake-world.ts'

let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'report-'))
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

const report = reportOf([hostOf([portOf(22)])])
const text = [...writeReport(report, ndjsonWriter())].join('')

test('a file, or standard input', async () => {
  const path = join(folder, 'a.ndjson')
  await writeFile(path, text)
  const session = startSession(fakeWorld({ stdin: text }), {})
  expect((await readReportArgument(path, session)).hosts).toEqual(report.hosts)
  expect((await readReportArgument('-', session)).hosts).toEqual(report.hosts)
})

test('that a report is not whole is told', async () => {
  const path = join(folder, 'cut.ndjson')
  await writeFile(path, text.split('\n').slice(0, -2).join('\n'))
  const world = fakeWorld({ terminal: true })
  expect((await readReportArgument(path, startSession(world, {}))).hosts).toHaveLength(1)
  expect(world.stderr.text).toContain(`${path}: `)
})

test('what is wrong with standard input is said of it', async () => {
  const session = startSession(fakeWorld({ stdin: '<html>' }), {})
  await expect(readReportArgument('-', session)).rejects.toThrow(/^standard input: /)
})
