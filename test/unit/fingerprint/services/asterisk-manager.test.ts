import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { asteriskManager } from '../../../../src/fingerprint/services/asterisk-manager.ts'
import { asteriskManager as said } from '../../../fixtures/services/asterisk-manager.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'asterisk-manager') =>
  recognize(bytes(text), { transport: 'tcp', probe }, [asteriskManager])

it('reads the version of the protocol, which is not that of the program', () => {
  const found = named(said.greeting, 'listen')
  expect(found).toMatchObject({ product: 'Asterisk', details: { protocol: '7.0.3' } })
  expect(found?.version).toBeUndefined()
  expect(named(said.old, 'listen')?.details).toEqual({ protocol: '1.1' })
  expect(named(said.greeting.slice(0, -2), 'listen')).toBeUndefined()
})
