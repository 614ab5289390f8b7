import { expect, test } from 'vitest'
import { jsonParser } from '../../../../src/report/read/json-parser.ts'
import { jsonOf, reportOf } from './reports.ts'

test('a report is there when its text is over', () => {
  const parser = jsonParser()
  const text = jsonOf(reportOf([]))
  expect([...parser.write(text.slice(0, 9)), ...parser.write(text.slice(9))]).toEqual([])
  expect([...parser.end()]).toEqual([{ kind: 'report', report: reportOf([]) }])
})

test('what is missing is told', () => {
  const parser = jsonParser()
  void [...parser.write('{"version":"1"}')]
  expect(() => [...parser.end()]).toThrow('started: expected a time as ISO 8601 has it, but got nothing')
})

test('what would not fit into memory is refused before it is held', () => {
  const parser = jsonParser()
  const piece = ' '.repeat(16 * 1024 * 1024)
  for (let at = 0; at < 16; at++) void [...parser.write(piece)]
  expect(() => [...parser.write(' ')]).toThrow('expected no more than 268435456 characters of JSON')
})
