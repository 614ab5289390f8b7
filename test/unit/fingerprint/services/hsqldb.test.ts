import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { AnswerContext } from '../../../../src/fingerprint/service-probe.ts'
import { hsqldb } from '../../../../src/fingerprint/services/hsqldb.ts'
import { postgresql } from '../../../../src/fingerprint/services/postgresql.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { hsqldb as said } from '../../../fixtures/services/hsqldb.ts'

const named = (text: string, more: Partial<AnswerContext> = {}) =>
  recognize(bytes(text), { transport: 'tcp', ...more }, [hsqldb])

it('knows what it says of itself', () => {
  expect(named(said.sentence, { probe: 'listen' })).toMatchObject({ name: 'hsqldb', product: 'HyperSQL' })
  expect(named(said.sentence.slice(0, 40))).toBeUndefined()
})

it('knows its error, which is in the form of PostgreSQL but none of its', () => {
  const context = { transport: 'tcp', probe: 'kafka' } as const
  expect(recognize(bytes(said.badLength), context, [postgresql, hsqldb])?.name).toBe('hsqldb')
  expect(named(said.badLength.replace('08006', '08007'))).toBeUndefined()
})
