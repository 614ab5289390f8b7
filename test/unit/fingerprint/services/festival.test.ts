import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { festival } from '../../../../src/fingerprint/services/festival.ts'
import { festival as said } from '../../../fixtures/services/festival.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'festival') =>
  recognize(bytes(text), { transport: 'tcp', probe }, [festival])

it('reads its version, and knows itself by its mark', () => {
  expect(named(said.version)).toMatchObject({ product: 'Festival', version: '2.5.0' })
  expect(named(said.http, 'http')).toMatchObject({ name: 'festival', product: 'Festival' })
  expect(named('ER\nER\nER\n', 'tls')).toBeUndefined()
})
