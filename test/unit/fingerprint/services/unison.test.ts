import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { unison } from '../../../../src/fingerprint/services/unison.ts'
import { unison as said } from '../../../fixtures/services/unison.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'listen') =>
  recognize(bytes(text), { transport: 'tcp', probe }, [unison])

it('says whom it understands, which is not its own version', () => {
  const found = named(said.greeting)
  expect(found).toMatchObject({ product: 'Unison', details: { compatibleWith: '2.51' } })
  expect(found?.version).toBeUndefined()
  expect(named(said.older)?.details).toEqual({ compatibleWith: '2.48' })
  expect(named('Unison is a union\n')).toBeUndefined()
})
