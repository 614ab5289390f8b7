import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { bzr } from '../../../../src/fingerprint/services/bzr.ts'
import { bzr as said } from '../../../fixtures/services/bzr.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'bzr') => recognize(bytes(text), { transport: 'tcp', probe }, [bzr])

it('reads the version of the protocol', () => {
  expect(named(said.hello)).toMatchObject({ name: 'bzr', details: { protocol: 2 } })
  expect(named(said.hello, 'http')).toBeUndefined()
})

it('is known by its errors', () => {
  expect(named(said.refusal, 'http')).toMatchObject({ name: 'bzr', confidence: 'structured' })
})
