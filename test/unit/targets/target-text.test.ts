import { expect, test } from 'vitest'
import { sliceText, targetError } from '../../../src/targets/target-text.ts'

test('a slice of a slice knows where it stands in the whole', () => {
  const whole = { input: 'one two.three', text: 'two.three', position: 4 }
  const slice = sliceText(sliceText(whole, 4), 0, 2)
  expect(slice).toEqual({ input: 'one two.three', text: 'th', position: 8 })
  const error = targetError(slice, 'is wrong', '192.0.2.1', new Error('why'))
  expect(error).toMatchObject({
    code: 'ERR_TARGET',
    input: 'one two.three',
    position: 8,
    cause: { message: 'why' },
  })
  expect(error.message).toBe("target 'th' is wrong (a right one: '192.0.2.1')")
})
