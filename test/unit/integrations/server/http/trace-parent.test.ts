import { expect, test } from 'vitest'
import { traceParent } from '../../../../../src/integrations/server/http/trace-parent.ts'

test('only what is well-formed is taken', () => {
  const good = `00-${'a'.repeat(32)}-${'b'.repeat(16)}-01`
  expect(traceParent(good)).toBe(good)
  for (const bad of [good.toUpperCase(), `${good}x`, good.replace('a', '0'.repeat(2)), undefined, [good]]) {
    expect(traceParent(bad)).toBeUndefined()
  }
  expect(traceParent(`00-${'0'.repeat(32)}-${'b'.repeat(16)}-01`)).toBeUndefined()
  expect(traceParent(`00-${'a'.repeat(32)}-${'0'.repeat(16)}-01`)).toBeUndefined()
})
