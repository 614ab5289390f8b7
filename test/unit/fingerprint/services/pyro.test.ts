import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { pyro } from '../../../../src/fingerprint/services/pyro.ts'
import { pyro as said } from '../../../fixtures/services/pyro.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'pyro') => recognize(bytes(text), { transport: 'tcp', probe }, [pyro])

it('tells 4 from 5 by the protocol', () => {
  expect(named(said.refusal)).toMatchObject({ product: 'Pyro4', details: { protocol: 48 } })
  expect(named(said.refusal.replace('\x000', '\x01\xf6'))).toMatchObject({ product: 'Pyro5' })
  expect(named(said.refusal.replace('\x000', '\x00\x01'))).toBeUndefined()
  expect(named(said.refusal.slice(0, 23))).toBeUndefined()
})
