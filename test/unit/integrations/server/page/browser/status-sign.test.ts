import { expect, test } from 'vitest'
import {
  isOpenEnded,
  statusSign,
} from '../../../../../../src/integrations/server/page/browser/status-sign.ts'
import { textOf } from '../../../../../support/screen-context.ts'

test('each state has a sign and a word of its own', () => {
  const states = ['pending', 'in_progress', 'done', 'failed', 'cancelled'] as const
  expect(new Set(states.map((state) => textOf(statusSign(state)))).size).toBe(5)
  expect(textOf(statusSign('new' as 'done'))).toBe('? new')
  expect(states.filter(isOpenEnded)).toEqual(['pending', 'in_progress'])
})
