import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import { xmppClient, xmppServer } from '../../../../src/fingerprint/services/xmpp.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { xmppClient as client, xmppServer as server } from '../../../fixtures/services/xmpp.ts'

const hello = { address: '127.0.0.1', port: 5222, tls: false, random: () => 0 }
const probes = [xmppClient, xmppServer]
const sent = xmppClient.hello!(hello)
const named = (text: string, asked?: Uint8Array) =>
  recognize(bytes(text), { transport: 'tcp', probe: 'xmpp-client', ...(asked && { sent: asked }) }, probes)

it('tells clients’ and servers’ streams apart by what the stream says', () => {
  expect(named(client.unknownHost, sent)).toMatchObject({
    name: 'xmpp-client',
    product: 'Prosody',
    confidence: 'verified',
    details: { from: '127.0.0.1', error: 'host-unknown', text: 'This server does not serve 127.0.0.1' },
  })
  expect(named(server.unknownHost, sent)).toMatchObject({ name: 'xmpp-server', product: 'Prosody' })
  expect(named(client.toHttp)).toMatchObject({
    name: 'xmpp-client',
    confidence: 'structured',
    details: { error: 'not-well-formed' },
  })
})

it('reads the features', () => {
  const found = named(client.features)!
  expect(found).toMatchObject({
    hostname: 'localhost',
    details: { mechanisms: ['PLAIN', 'SCRAM-SHA-256', 'SCRAM-SHA-1'], starttls: true, tlsRequired: false },
  })
  expect(named(server.features)?.details).toMatchObject({ starttls: true, tlsRequired: true })
  expect(xmppClient.startTls!.offered(found as Match)).toBe(true)
  expect(xmppClient.startTls!.offered(named(client.unknownHost) as Match)).toBe(false)
  expect(xmppClient.startTls!.accepted!(bytes("<proceed xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"))).toBe(
    true,
  )
  expect(xmppClient.startTls!.accepted!(bytes("<failure xmlns='urn:ietf:params:xml:ns:xmpp-tls'/>"))).toBe(
    false,
  )
})

it('reads the program from its entity capabilities', () => {
  const caps =
    "<c xmlns='http://jabber.org/protocol/caps' hash='sha-1' node='http://www.process-one.net/en/ejabberd/' ver='x'/>"
  const text = client.features.replace('</stream:features>', `${caps}</stream:features>`)
  expect(named(text)).toMatchObject({ product: 'ejabberd', vendor: 'ProcessOne' })
})

it('is no stream without an id, or of another document', () => {
  // What an echo server would send back.
  expect(named(Buffer.from(sent).toString('latin1'), sent)).toBeUndefined()
  expect(named("<?xml version='1.0'?><methodResponse></methodResponse>")).toBeUndefined()
  expect(named(client.features.replace('jabber:client', 'urn:other'))).toBeUndefined()
  expect(named(client.features.slice(0, 100))).toBeUndefined()
})

it('knows a whole answer', () => {
  for (const text of [...Object.values(client), ...Object.values(server)]) {
    expect(xmppClient.enough!(bytes(text))).toBe(true)
    expect(xmppClient.enough!(bytes(text.slice(0, -1)))).toBe(false)
  }
})

it('asks for an invented name where the features do not tell the program', () => {
  const known = named(client.features, xmppClient.hello!({ ...hello, name: 'localhost' })) as Match
  const step = xmppClient.detail!(known, 0, hello)!
  expect(step.fresh).toBe(true)
  expect(Buffer.from(step.send).toString()).toContain("to='portscan.invalid'")
  const text = client.unknownHost.replaceAll('127.0.0.1', 'portscan.invalid')
  const found = step.merge(known, bytes(text), { transport: 'tcp', sent: step.send })
  expect(found).toMatchObject({ product: 'Prosody', details: { starttls: true } })
  expect(found.details?.['error']).toBeUndefined()
  expect(step.merge(known, bytes('nonsense'), { transport: 'tcp' })).toBe(known)
  // STARTTLS needs a stream that has features.
  const back = xmppClient.detail!(found, 1, hello)!
  expect(Buffer.from(back.send).toString()).toContain("to='localhost'")
  expect(back.merge(found, bytes(client.features), { transport: 'tcp', sent: back.send })).toEqual(found)
  expect(xmppClient.detail!(found, 2, hello)).toBeUndefined()
})

it('asks again for the name that the server gives itself', () => {
  const text = client.unknownHost.replace("from='127.0.0.1'", "from='example.test'")
  const step = xmppClient.detail!(named(text, sent) as Match, 0, hello)!
  expect(Buffer.from(step.send).toString()).toContain("to='example.test'")
  const features = client.features.replace("from='localhost'", "from='example.test'")
  const found = step.merge(named(text, sent) as Match, bytes(features), { transport: 'tcp', sent: step.send })
  expect(found.details).toMatchObject({ starttls: true })
})
