import { expect, test } from 'vitest'
import { Problem } from '../../../../../../src/integrations/server/page/browser/api.ts'
import {
  problemText,
  problemView,
} from '../../../../../../src/integrations/server/page/browser/problem-view.ts'
import { find, textOf } from '../../../../../support/screen-context.ts'

test('it says what to do where the page knows', () => {
  expect(problemText(new Problem(401, 'no_key', 'x'))).toBe('The service asks for a key.')
  expect(problemText(new Problem(403, 'wrong_scope', 'Needs scan.'))).toBe(
    'This key may not do that. Needs scan.',
  )
  expect(problemText(new Error('x'))).toBe('x')
  expect(problemText('x')).toBe('x')
})

test('each host that was refused, and each part that is wrong', () => {
  const details = [
    { host: 'a b', code: 'invalid', message: 'no host' },
    { path: 'body/ports', message: 'is wrong' },
    null,
  ]
  const view = problemView(new Problem(400, 'invalid', 'Not so.', details))
  expect(find(view, 'li').map(textOf)).toEqual(['a b: no host', 'body/ports: is wrong', ''])
  expect(view.attributes['role']).toBe('alert')
  expect(find(problemView(new Problem(400, 'x', 'y', { a: 1 })), 'li')).toEqual([])
})
