import { expect, test } from 'vitest'
import { ndjsonParser } from '../../../../src/report/read/ndjson-parser.ts'
import { openPort } from '../arbitrary-events.ts'

const line = JSON.stringify(openPort())

test('a record is there when its line is whole', () => {
  const parser = ndjsonParser()
  expect([...parser.write(line)]).toEqual([])
  expect([...parser.write('\r\n\n')]).toEqual([openPort()])
  expect([...parser.end()]).toEqual([])
})

test('the last line needs no end; half of it is told', () => {
  const whole = ndjsonParser()
  void [...whole.write(line)]
  expect([...whole.end()]).toEqual([openPort()])
  const half = ndjsonParser()
  void [...half.write(line.slice(0, 50))]
  expect([...half.end()]).toMatchObject([{ kind: 'warning', code: 'report-incomplete' }])
})
