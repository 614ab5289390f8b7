import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { bzflag } from '../../../../src/fingerprint/services/bzflag.ts'
import { bzflag as said } from '../../../fixtures/services/bzflag.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'bzflag') =>
  recognize(bytes(text), { transport: 'tcp', probe }, [bzflag])

it('reads the version of the protocol', () => {
  expect(named(said.greeting)).toMatchObject({ product: 'BZFlag', details: { protocol: '0221' } })
  expect(named('BZFS02')).toBeUndefined()
})
