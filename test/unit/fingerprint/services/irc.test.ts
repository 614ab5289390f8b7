import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import type { Match } from '../../../../src/fingerprint/service-probe.ts'
import { irc } from '../../../../src/fingerprint/services/irc.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { irc as said } from '../../../fixtures/services/irc.ts'

const named = (text: string, probe = 'irc') => recognize(bytes(text), { transport: 'tcp', probe }, [irc])

it('reads server and capabilities', () => {
  expect(named(said.capabilities)).toMatchObject({
    name: 'irc',
    hostname: 'irc.example.test',
    confidence: 'structured',
    details: { server: 'irc.example.test', capabilities: ['multi-prefix'] },
  })
  expect(named(said.notRegistered)?.details).toEqual({ server: 'irc.example.test' })
})

it('reads through what comes before', () => {
  const text =
    ':irc.example.test NOTICE * :*** Looking up your hostname...\r\n' +
    ':irc.example.test NOTICE * :*** Could not resolve your hostname\r\n' +
    ':irc.example.test CAP * LS :sasl=PLAIN tls unrealircd.org/link-security=2\r\n'
  const found = named(text, 'listen')!
  expect(found).toMatchObject({
    product: 'UnrealIRCd',
    details: { capabilities: ['sasl', 'tls', 'unrealircd.org/link-security'] },
  })
  expect(irc.startTls!.offered(found as Match)).toBe(true)
  expect(irc.startTls!.offered(named(said.capabilities) as Match)).toBe(false)
  expect(irc.enough!(bytes(text))).toBe(true)
  expect(irc.enough!(bytes(text.split('\r\n')[0]! + '\r\n'))).toBe(false)
  expect(irc.startTls!.accepted!(bytes(':irc.example.test 670 * :STARTTLS successful\r\n'))).toBe(true)
})

it('is known by what it says to a request that is none of its own', () => {
  expect(named(said.toHttp, 'http')).toMatchObject({ product: 'ngIRCd', confidence: 'structured' })
  expect(named('ERROR :Closing Link: 192.0.2.7 (Throttled)\r\n', 'http')?.details).toEqual({
    error: 'Closing Link: 192.0.2.7 (Throttled)',
  })
})

it('is not another protocol that has errors', () => {
  for (const text of [
    'ERROR :no\r\n',
    'ERROR\r\n',
    'ERROR\nmessage:Closing Link\n\n\0',
    ':1\r\n',
    'CAP * LS :a\r\n',
  ])
    expect(named(text)).toBeUndefined()
  // What an echo server sends back.
  expect(named('CAP LS 302\r\n')).toBeUndefined()
  expect(named(`hello\r\n${said.capabilities}`)).toBeUndefined()
})

it('knows BitlBee by its notice', () => {
  expect(named(said.bitlbee, 'http')).toMatchObject({
    product: 'BitlBee',
    cpe: ['cpe:2.3:a:bitlbee:bitlbee:*:*:*:*:*:*:*:*'],
  })
})

it('greets who offers a single capability as a web server, and nobody else', () => {
  const hello = { address: '192.0.2.1', port: 6667, tls: false, random: () => 0.5 }
  const known = named(said.capabilities) as Match
  const step = irc.detail!(known, 0, hello)!
  expect(step.merge(known, bytes(said.toHttp), { transport: 'tcp' })).toMatchObject({
    product: 'ngIRCd',
    hostname: 'irc.example.test',
  })
  expect(step.merge(known, bytes('ERROR :no\r\n'), { transport: 'tcp' }).product).toBeUndefined()
  expect(irc.detail!(known, 1, hello)).toBeUndefined()
  const more = named(':irc.example.test CAP * LS :multi-prefix sasl\r\n') as Match
  expect(irc.detail!(more, 0, hello)).toBeUndefined()
})
