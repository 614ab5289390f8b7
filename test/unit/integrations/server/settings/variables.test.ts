import { expect, test } from 'vitest'
import { variables, type Variable } from '../../../../../src/integrations/server/settings/variables.ts'

const all: readonly (readonly [string, Variable])[] = Object.entries(variables)

test.each(all)(
  '%s says what it is, and its standard can be read',
  (_name, { says, standard, read, secret }) => {
    expect(says).not.toBe('')
    if (standard !== undefined) expect(() => read(standard)).not.toThrow()
    // What is secret has none that everybody knows.
    if (secret === true) expect(standard).toBeUndefined()
  },
)

test('a key of one’s own is long', () => {
  expect(() => variables.PORTSCAN_KEY.read('short')).toThrow('32')
  expect(variables.PORTSCAN_KEY.read('x'.repeat(32))).toHaveLength(32)
})
