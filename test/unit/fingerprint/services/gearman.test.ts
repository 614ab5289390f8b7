import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { AnswerContext } from '../../../../src/fingerprint/service-probe.ts'
import { gearman } from '../../../../src/fingerprint/services/gearman.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { gearman as said } from '../../../fixtures/services/gearman.ts'

const named = (text: string, more: Partial<AnswerContext> = {}) =>
  recognize(bytes(text), { transport: 'tcp', ...more }, [gearman])

it('reads the version, without what a packager puts behind it', () => {
  expect(named(said.version, { probe: 'gearman' })).toMatchObject({ product: 'Gearman', version: '1.1.20' })
})

it('takes it for its own only as its answer', () => {
  expect(named(said.version)).toBeUndefined()
  expect(named(said.version, { probe: 'http' })).toBeUndefined()
  expect(named('OK\r\n', { probe: 'gearman' })).toBeUndefined()
})

it('knows its error for a foreign question', () => {
  expect(named(said.toHttp, { probe: 'http' })).toMatchObject({ name: 'gearman', confidence: 'structured' })
  expect(named(said.toHttp.slice(0, 40))).toBeUndefined()
})
