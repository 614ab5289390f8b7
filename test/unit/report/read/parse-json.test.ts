import { expect, test } from 'vitest'
import { parseJson } from '../../../../src/report/read/parse-json.ts'

const place = { line: 5, position: 100 }

test('gives the value', () => {
  expect(parseJson('{"a":[1]}', place)).toEqual({ a: [1] })
})

test('says where it stopped, in the whole text', () => {
  const text = `{"a":1,\n"${'b'.repeat(80)}":oops,\n"c":1}`
  const error = (() => {
    try {
      return parseJson(text, place)
    } catch (thrown) {
      return thrown
    }
  })()
  expect(error).toMatchObject({
    code: 'ERR_REPORT',
    message: 'line 6 of the report: expected JSON, but got oops,\\x0a"c":1}',
    position: 100 + text.indexOf('oops'),
  })
  expect(() => parseJson('{"a":1,\n', place)).toThrow(
    'line 6 of the report: the JSON ends before it is whole',
  )
})
