import { expect, test } from 'vitest'
import { HttpProblem, notFound, tooMany } from '../../../../../src/integrations/server/http/problem.ts'

test('a problem as it is sent', () => {
  expect(new HttpProblem(400, 'odd', 'is odd').body).toEqual({ error: { code: 'odd', message: 'is odd' } })
  expect(new HttpProblem(400, 'odd', 'is odd', { details: [1] }).body.error.details).toEqual([1])
  expect(notFound('no')).toMatchObject({ statusCode: 404, code: 'not_found' })
  expect(tooMany('much', 'too much', 0)).toMatchObject({ statusCode: 429, headers: { 'retry-after': '1' } })
})
