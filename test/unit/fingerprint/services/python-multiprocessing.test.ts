import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { pythonMultiprocessing } from '../../../../src/fingerprint/services/python-multiprocessing.ts'
import { pythonMultiprocessing as said } from '../../../fixtures/services/python-multiprocessing.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'listen') =>
  recognize(bytes(text), { transport: 'tcp', probe }, [pythonMultiprocessing])

it('reads the challenge, where its length fits', () => {
  expect(named(said.challenge)).toMatchObject({ product: 'Python multiprocessing', details: {} })
  expect(named(said.withDigest)?.details).toEqual({ digest: 'sha256' })
  expect(named(said.challenge.replace('\x1f', '\x20'))).toBeUndefined()
})
