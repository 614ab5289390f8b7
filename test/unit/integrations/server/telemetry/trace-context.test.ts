import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  formatTraceparent,
  parseTraceparent,
} from '../../../../../src/integrations/server/telemetry/trace-context.ts'

const [trace, span] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331']

test('as it is written in the specification', () => {
  const context = { traceId: trace, spanId: span, traceFlags: 1, isRemote: true }
  expect(parseTraceparent(`00-${trace}-${span}-01`)).toEqual(context)
  expect(formatTraceparent(context)).toBe(`00-${trace}-${span}-01`)
  expect(parseTraceparent(`00-${trace}-${span}-02`)).toMatchObject({ traceFlags: 0 })
  expect(parseTraceparent(`01-${trace}-${span}-01-more`)).toEqual(context)
})

test.each([
  undefined,
  '',
  `00-${trace}-${span}`,
  `00-${trace}-${span}-01-more`,
  `ff-${trace}-${span}-01`,
  `00-${'0'.repeat(32)}-${span}-01`,
  `00-${trace}-${'0'.repeat(16)}-01`,
  `00-${trace.toUpperCase()}-${span}-01`,
  `01-${trace}-${span}-01-${'x'.repeat(200)}`,
])('%j is none', (text) => {
  expect(parseTraceparent(text)).toBeUndefined()
})

test('what is no context is not written', () => {
  expect(formatTraceparent({ traceId: '0'.repeat(32), spanId: span, traceFlags: 0 })).toBeUndefined()
  expect(formatTraceparent({ traceId: trace, spanId: '', traceFlags: 0 })).toBeUndefined()
})

test('any text is read or none', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const context = parseTraceparent(text)
      if (context !== undefined) expect(formatTraceparent(context)?.slice(3, 35)).toBe(context.traceId)
    }),
  )
})
