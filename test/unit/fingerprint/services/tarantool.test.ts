import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { AnswerContext } from '../../../../src/fingerprint/service-probe.ts'
import { tarantool } from '../../../../src/fingerprint/services/tarantool.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { tarantool as said } from '../../../fixtures/services/tarantool.ts'

const named = (text: string, more: Partial<AnswerContext> = {}) =>
  recognize(bytes(text), { transport: 'tcp', ...more }, [tarantool])

it('reads the greeting', () => {
  expect(named(said.binary)).toMatchObject({
    product: 'Tarantool',
    version: '2.6.0',
    details: { protocol: 'binary', instance: '885ae2a8-0d60-44a7-b87b-894be06a2d43' },
  })
  expect(named(said.console)).toMatchObject({ version: '2.6.0', details: { protocol: 'console' } })
  expect(named(said.binary.replace('2.6.0', '2.10.4-0-g816000e'))?.version).toBe('2.10.4')
})

it('is not cut off', () => {
  expect(named(said.binary.slice(0, 60))).toBeUndefined()
  expect(tarantool.enough!(bytes(said.binary.slice(0, 60)))).toBe(false)
  expect(named(said.binary.replace('Binary', 'Other'))).toBeUndefined()
})
