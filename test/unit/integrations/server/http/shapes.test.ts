import { Type } from 'typebox'
import { expect, test } from 'vitest'
import { timings } from 'portscan-core'
import { createShapes } from '../../../../../src/integrations/server/http/shapes.ts'

test('what may be said is what the library knows', () => {
  const shapes = createShapes(Type)
  expect(shapes.timing).toMatchObject({ enum: Object.keys(timings) })
  expect(shapes.closed).toEqual({ additionalProperties: false })
  expect(shapes.page(10).limit).toMatchObject({ type: 'integer', minimum: 1, maximum: 1_000 })
  expect(shapes.problem).toMatchObject({ $id: 'Problem', required: ['error'] })
})
