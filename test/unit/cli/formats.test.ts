import { expect, test } from 'vitest'
import { fileFormat, formats, newWriter } from '../../../src/cli/formats.ts'
import { openPort } from '../report/arbitrary-events.ts'
import { writeAll } from '../report/write-all.ts'

test('a file name says its format', () => {
  const files = ['a.txt', 'b.JSON', 'x/y.z.ndjson', 'c.jsonl', 'd.csv', 'e.xml', 'f.gnmap', 'g.md', 'h.html']
  expect(files.map((file) => fileFormat(file, undefined))).toEqual([
    'text',
    'json',
    'ndjson',
    'ndjson',
    'csv',
    'xml',
    'grepable',
    'markdown',
    'html',
  ])
})

test('where it says nothing, the asked format counts, and none is bad usage', () => {
  expect(fileFormat('result', 'json')).toBe('json')
  expect(fileFormat('a.csv', 'json')).toBe('csv')
  expect(() => fileFormat('X', undefined)).toThrow(
    '-o X: expected a file name that ends in one of .txt .text .json .ndjson .jsonl .csv .xml .gnmap .md .markdown .html .htm, such as -o scan.json',
  )
})

test('each format has its writer', () => {
  const starts = formats.map((format) => writeAll(newWriter(format), [openPort()]).slice(0, 8))
  expect(starts).toEqual([
    'portscan',
    '{"versio',
    '{"kind":',
    'target,n',
    '<?xml ve',
    '# portsc',
    '# Port s',
    '<!DOCTYP',
  ])
})
