import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { readReport, readReportFile } from '../../../../src/report/index.ts'
import { NMAP } from './nmap-samples.ts'

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'portscan-read-'))
  writeFileSync(join(folder, 'scan.xml'), NMAP)
  writeFileSync(join(folder, 'notes.txt'), 'nothing')
})
afterAll(() => rmSync(folder, { recursive: true }))

test('reads a file by path or URL', async () => {
  const report = await readReport(NMAP)
  expect(await readReportFile(join(folder, 'scan.xml'))).toEqual(report)
  expect(await readReportFile(pathToFileURL(join(folder, 'scan.xml')))).toEqual(report)
})

test('what cannot be read is ERR_REPORT with the path', async () => {
  const missing = join(folder, 'missing.xml')
  await expect(readReportFile(missing)).rejects.toMatchObject({
    code: 'ERR_REPORT',
    input: missing,
    message: expect.stringContaining('ENOENT') as unknown,
    cause: { code: 'ENOENT' },
  })
  await expect(readReportFile(folder)).rejects.toMatchObject({
    code: 'ERR_REPORT',
    cause: { code: 'EISDIR' },
  })
  const notes = join(folder, 'notes.txt')
  await expect(readReportFile(notes)).rejects.toMatchObject({
    code: 'ERR_REPORT',
    position: 0,
    message: `${notes}: line 1 of the report: expected a report in JSON, NDJSON, nmap's XML or masscan's JSON, but got nothing`,
  })
})

test('a signal ends the reading with its reason', async () => {
  const signal = AbortSignal.abort(new Error('enough'))
  await expect(readReportFile(join(folder, 'scan.xml'), { signal })).rejects.toThrow('enough')
})
