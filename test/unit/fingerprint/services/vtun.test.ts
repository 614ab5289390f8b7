import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { vtun } from '../../../../src/fingerprint/services/vtun.ts'
import { vtun as said } from '../../../fixtures/services/vtun.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'listen') => recognize(bytes(text), { transport: 'tcp', probe }, [vtun])

it('reads the greeting', () => {
  const found = named(said.greeting)
  expect(found).toMatchObject({ name: 'vtun', product: 'VTun', info: '3.X 05/14/2022' })
  expect(found?.version).toBeUndefined()
  expect(named('VTUN server ver 2.6 12/03/2003\n')?.version).toBe('2.6')
  expect(named('VTUN client\n')).toBeUndefined()
})
