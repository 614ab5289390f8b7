import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { ident } from '../../../../src/fingerprint/services/ident.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import * as said from '../../../fixtures/services/small-services.ts'

const sent = ident.hello!({ address: '192.0.2.1', port: 1, tls: false, random: () => 0.5 })
const words = Buffer.from(sent).toString('latin1')
const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'ident', sent }, [ident])

it('answers about our two ports', () => {
  expect(words).toBe('63048,63049\r\n')
  expect(named(said.ident.noUser)).toMatchObject({
    confidence: 'verified',
    details: { error: 'NO-USER' },
  })
  expect(named('63048 , 63049 : USERID : UNIX : nobody\r\n')?.confidence).toBe('verified')
})

it('is not about others', () => {
  expect(named('1, 2 : ERROR : NO-USER\r\n')).toBeUndefined()
  expect(named(words)).toBeUndefined()
  expect(recognize(bytes(said.ident.noUser), { transport: 'tcp' }, [ident])).toBeUndefined()
})
