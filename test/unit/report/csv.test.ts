import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvRow } from '../../../src/report/csv.ts'
import { csvWriter } from '../../../src/report/index.ts'
import { hostileText, openPort, openService, scanEvent } from './arbitrary-events.ts'
import { readCsv } from './read-csv.ts'
import { writeAll } from './write-all.ts'

test('a header and a row for each port, by the names of PortResult', () => {
  const service = openService({ product: 'nginx', version: '1.24.0', info: 'a "quoted", thing' })
  const [names = [], cells = [], ...rest] = readCsv(writeAll(csvWriter(), [openPort({ service })]))
  const row = Object.fromEntries(names.map((name, index) => [name, cells[index]]))
  expect(rest).toEqual([])
  expect(row).toMatchObject({
    address: '192.0.2.7',
    port: '443',
    transport: 'tcp',
    state: 'open',
    reason: 'syn-ack',
    portName: 'https',
    service: 'http',
    product: 'nginx',
    version: '1.24.0',
    info: 'a "quoted", thing',
    rtt: '0.4',
  })
})

test('a formula gets an apostrophe, a plain number does not', () => {
  expect(csvRow(['=1+1', '+1', '-1', '@x', '＝1', ' =1', 'a=1', 22, undefined])).toBe(
    "'=1+1,'+1,'-1,'@x,'＝1,' =1,a=1,22,\r\n",
  )
})

test('any events make a table that a strict reader takes, with no cell that a spreadsheet would run (H18)', () => {
  fc.assert(
    fc.property(fc.array(scanEvent, { maxLength: 5 }), (events) => {
      const text = writeAll(csvWriter(), events)
      const rows = readCsv(text)
      expect(rows).toHaveLength(1 + events.filter(({ kind }) => kind === 'port').length)
      expect(new Set(rows.map((row) => row.length)).size).toBe(1)
      // One record is one line, whoever reads it.
      expect(text.split(/\r\n/)).toHaveLength(rows.length + 1)
      for (const cell of rows.flat()) expect(cell).not.toMatch(/^[=+\-@\t\r]|[\x00-\x1f\x7f-\x9f]/) // eslint-disable-line no-control-regex
    }),
    { numRuns: 500 },
  )
})

test('any cell is read back as it was, but for what is escaped', () => {
  fc.assert(
    fc.property(hostileText, (text) => {
      const [[cell = ''] = []] = readCsv(csvRow([text]))
      if (/^[\x20-\x7e]*$/.test(text)) expect(["'" + text, text]).toContain(cell)
    }),
    { numRuns: 2_000 },
  )
})
