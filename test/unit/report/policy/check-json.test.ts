import fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkJson } from '../../../../src/report/policy/check-json.ts'
import { hostileCheck, sampleCheck } from './checks.ts'

test('gives back all of it', () => {
  const check = sampleCheck()
  expect(JSON.parse([...checkJson(check)].join(''))).toEqual(check)
  const none = { ...check, violations: [], hosts: [] }
  expect(JSON.parse([...checkJson(none)].join(''))).toEqual(none)
})

test('whatever peers say', () => {
  fc.assert(
    fc.property(hostileCheck, (check) => {
      expect(JSON.parse([...checkJson(check)].join(''))).toEqual(check)
    }),
  )
})
