import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { bind, MANAGEMENT } from '../../../../src/fingerprint/services/dcerpc-message.ts'
import { msrpc } from '../../../../src/fingerprint/services/msrpc.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { msrpc as said } from '../../../fixtures/services/msrpc.ts'

const hello = { address: '192.0.2.1', port: 135, tls: false, random: () => 0.5 }
/** The call that the recorded answers are about. */
const sent = bind(0x71d03e, [MANAGEMENT])
const named = (text: string, more: object = { probe: 'msrpc', sent }) =>
  recognize(bytes(text), { transport: 'tcp', ...more }, [msrpc])

it('reads the names in the challenge of NTLM, and knows Samba by its version', () => {
  expect(named(said.samba)).toMatchObject({
    name: 'msrpc',
    product: 'Samba',
    hostname: 'vm',
    confidence: 'verified',
    details: { mapper: true, host: { netbiosName: 'RPCHOST', dnsName: 'vm', version: '6.1.0' } },
  })
})

it('knows Windows by its build', () => {
  expect(named(said.windows)).toMatchObject({
    product: 'Microsoft Windows RPC',
    os: 'Windows',
    hostname: 'DC01',
    details: { mapper: false, host: { version: '10.0.20348' } },
  })
  expect(named(said.http, { probe: 'listen' })).toMatchObject({
    name: 'msrpc',
    product: 'Microsoft Windows RPC over HTTP',
  })
})

it('knows a refusal, whatever was asked; to its own call only under its id', () => {
  expect(named(said.refused, { probe: 'dns', sent: bytes('\0\x1e') })).toMatchObject({
    confidence: 'structured',
    details: { refusal: 4 },
  })
  expect(named(said.fault, { probe: 'smb' })?.details).toEqual({ refusal: 0x1c01_0002 })
  expect(named(said.refused)).toBeUndefined()
  expect(
    msrpc.detail!(
      { name: 'msrpc', details: { refusal: 4 }, confidence: 'verified', evidence: '-' },
      0,
      hello,
    ),
  ).toBe(undefined)
})

it('asks for the interfaces, without the challenge, on a new connection', () => {
  const known = msrpc.matchers[0]!(bytes(said.samba), { transport: 'tcp', probe: 'msrpc', sent })!
  const again = msrpc.detail!(known, 0, hello)!
  expect(again.fresh).toBe(true)
  expect(again.merge(known, bytes(said.bound), { transport: 'tcp' })).toEqual(known)
  const list = msrpc.detail!(known, 1, hello)!
  const answer = bytes(said.interfaces)
  expect(list.merge(known, answer, { transport: 'tcp' })).toEqual(known)
  answer.set(list.send.subarray(12, 16), 12)
  expect(list.merge(known, answer, { transport: 'tcp' }).details).toMatchObject({
    mapper: true,
    interfaces: [
      { uuid: 'e1af8308-5d1f-11c9-91a4-08002b14a0fa', version: '3.0', name: 'epmapper' },
      { uuid: 'afa8bd80-7d8a-11c9-bef4-08002b102989', version: '1.0', name: 'mgmt' },
    ],
  })
  expect(msrpc.detail!(known, 2, hello)).toBeUndefined()
})

it('is no message that says nothing of itself', () => {
  expect(named(said.interfaces, {})).toBeUndefined()
  expect(named('ncacn_http/1.1', {})).toBeUndefined()
  expect(
    named(said.bound.replace('\x01\x00\x00\x00\x00\x00\x00\x00\x04', '\x09\x00\x00\x00\x00\x00\x00\x00\x04')),
  ).toBe(undefined)
})
