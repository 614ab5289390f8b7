import { expect, test } from 'vitest'
import { checkOptions, wholeNumber, type OptionRule } from '../../../src/native/option-rules.ts'

const rules: Record<string, OptionRule> = {
  count: wholeNumber(2, 4),
  name: [(value) => value === 'a', 'an a'],
}

test('what is right passes, and what is undefined is not given', () => {
  for (const given of [{}, { count: 2, name: 'a' }, { count: 4 }, { name: undefined }]) {
    expect(() => checkOptions('probe', given, rules)).not.toThrow()
  }
})

test.each([
  [{ count: 5 }, 'count', "probe: option 'count': expected a whole number from 2 to 4, but got 5"],
  [{ count: 1 }, 'count', 'but got 1'],
  [{ count: 2.5 }, 'count', 'but got 2.5'],
  [{ count: NaN }, 'count', 'but got NaN'],
  [{ count: '3' }, 'count', 'but got "3"'],
  [{ count: null }, 'count', 'but got null'],
  [{ name: 'b' }, 'name', `probe: option 'name': expected an a, but got "b"`],
  [{ tries: 3 }, 'tries', "probe: unknown option 'tries'; expected { count, name }"],
  [{ constructor: 1 }, 'constructor', 'unknown option'],
])('%j is refused, by name', (given, input, message) => {
  const refusal = { code: 'ERR_OPTION', input, message: expect.stringContaining(message) as string }
  expect(() => checkOptions('probe', given, rules)).toThrow(expect.objectContaining(refusal) as Error)
})
