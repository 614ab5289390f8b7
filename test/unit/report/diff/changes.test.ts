import { expect, test } from 'vitest'
import { changeBy, factDiff, NO_CHANGES, together } from '../../../../src/report/diff/changes.ts'

test('what is not there has no member', () => {
  expect(factDiff('version', undefined, '1.2')).toEqual({ fact: 'version', after: '1.2' })
  expect(factDiff('version', '1.2')).toEqual({ fact: 'version', before: '1.2' })
})

test('without a fact there is no change', () => {
  expect(changeBy('version')).toBe(NO_CHANGES)
})

test('together each change is told once, and each fact', () => {
  const tls = changeBy('tls', factDiff('tls', 'TLSv1.2', 'TLSv1.3'))
  const starttls = changeBy('tls', factDiff('starttls', 'true', 'false'))
  expect(together([tls, NO_CHANGES, starttls])).toEqual({
    changes: ['tls'],
    facts: [...tls.facts, ...starttls.facts],
  })
})
