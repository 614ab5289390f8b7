import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readStream } from '../../../../src/fingerprint/services/xmpp-stream.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { xmppClient, xmppServer } from '../../../fixtures/services/xmpp.ts'

it('reads the header with either kind of quotes', () => {
  const text = xmppClient.features.replaceAll("'", '"')
  expect(readStream(bytes(text), undefined)).toMatchObject({
    name: 'xmpp-client',
    hostname: 'localhost',
    details: { from: 'localhost', starttls: true },
  })
  expect(readStream(bytes(xmppServer.unknownHost), undefined)?.details).toMatchObject({
    error: 'host-unknown',
  })
})

it('knows ejabberd by its ids, which are plain numbers', () => {
  expect(readStream(bytes(xmppClient.ejabberd), undefined)).toMatchObject({
    product: 'ejabberd',
    details: { error: 'host-unknown' },
  })
  const other = xmppClient.ejabberd.replace('2744326254423616652', '2744326254423616f52')
  expect(readStream(bytes(other), undefined)?.product).toBeUndefined()
})

it('knows jabberd2 by a namespace that it alone declares', () => {
  expect(readStream(bytes(xmppClient.jabberd2), undefined)?.product).toBe('jabberd2')
})

it('reads any part of a stream without throwing', () => {
  const texts = [...Object.values(xmppClient), ...Object.values(xmppServer)]
  fc.assert(
    fc.property(fc.constantFrom(...texts), fc.nat(600), fc.string({ maxLength: 40 }), (text, cut, more) => {
      const name = readStream(bytes(text.slice(0, cut) + more + text.slice(cut)), undefined)?.name
      expect([undefined, 'xmpp-client', 'xmpp-server']).toContain(name)
    }),
  )
})
