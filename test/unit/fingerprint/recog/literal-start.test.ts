import fc from 'fast-check'
import { expect, test } from 'vitest'
import { literalStart } from '../../../../src/fingerprint/recog/literal-start.ts'

test.each([
  ['^Anvil/(\\d+)', '', 'Anvil/'],
  ['^Anvil$', '', 'Anvil'],
  ['^Anvils?$', '', 'Anvil'],
  ['^Anvils+$', '', 'Anvils'],
  ['^Anvils{2}', '', 'Anvil'],
  ['^Anvil.*', '', 'Anvil'],
  ['^a|b', '', ''],
  ['^Anvil', 'i', ''],
  ['(?i)^Anvil', '', ''],
  ['Anvil', '', ''],
])('%s %s', (pattern, flags, start) => {
  expect(literalStart(pattern, flags)).toBe(start)
})

test('what matches begins with it', () => {
  const pattern = fc.array(
    fc.constantFrom('a', 'b', '?', '*', '+', '{2}', '(', ')', '.', '^', '$', '|', '[ab]', '\\d'),
  )
  fc.assert(
    fc.property(pattern, fc.stringMatching(/^[ab1]{0,6}$/), (pieces, text) => {
      const source = `^${pieces.join('')}`
      let expression: RegExp
      try {
        expression = new RegExp(source)
      } catch {
        return
      }
      if (expression.test(text)) expect(text.startsWith(literalStart(source, ''))).toBe(true)
    }),
    { numRuns: 2000 },
  )
})
