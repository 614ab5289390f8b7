import { expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import * as words from '../../../../src/report/read/model-words.ts'

test('every word of a state, a reason and an error is read', () => {
  for (const state of Object.keys(words.STATES)) expect(words.portState(state)).toBe(state)
  for (const reason of Object.keys(words.REASONS)) {
    expect([words.reason(reason), words.hostReason(reason)]).toEqual([reason, reason])
  }
  const errors = readFileSync(new URL('../../../../src/model/errors.ts', import.meta.url), 'utf8')
  for (const [, code] of errors.matchAll(/\| '(ERR_\w+)'/g)) expect(words.errorCode(code)).toBe(code)
})

test('no other word is', () => {
  for (const read of [
    words.portState,
    words.reason,
    words.hostMark,
    words.skipReason,
    words.warningCode,
    words.resolveFailure,
  ]) {
    for (const odd of ['', 'odd', 'toString', '__proto__', 1, null])
      expect(() => read(odd)).toThrow('expected one of')
  }
})
