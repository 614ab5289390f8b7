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

it('is known by what it says to an HTTP request', () => {
  const request = bytes('GET / HTTP/1.0\r\n\r\n')
  const asked = (text: string) =>
    recognize(bytes(text), { transport: 'tcp', probe: 'http', sent: request }, [ident])
  expect(asked(said.ident.toHttp)?.details).toEqual({ error: 'INVALID-PORT' })
  expect(asked(said.ident.repeated)).toMatchObject({ name: 'ident', confidence: 'structured' })
  expect(asked('GET /x HTTP/1.0 : USERID : UNIX : foobar\r\n')).toBeUndefined()
  expect(asked('0 , 0 : ERROR : WHATEVER\r\n')).toBeUndefined()
})

it('is not about others', () => {
  expect(named('1, 2 : ERROR : NO-USER\r\n')).toBeUndefined()
  expect(named(words)).toBeUndefined()
  expect(recognize(bytes(said.ident.noUser), { transport: 'tcp' }, [ident])).toBeUndefined()
})
