import { describe, expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { ldap } from '../../../../src/fingerprint/services/ldap.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { ldap as said } from '../../../fixtures/services/ldap.ts'

const hello = { address: '192.0.2.1', port: 389, tls: false, random: () => 0.5 }
const sent = ldap.hello!(hello)
const context = { transport: 'tcp', probe: 'ldap', sent } as const
const match = (answer: string | Uint8Array, more: AnswerContext = context): Match | undefined =>
  ldap.matchers
    .map((matcher) => matcher(typeof answer === 'string' ? bytes(answer) : answer, more))
    .find((found) => found !== undefined)

it('knows OpenLDAP by its root DSE', () => {
  expect(match(said.openldap)).toMatchObject({
    name: 'ldap',
    product: 'OpenLDAP',
    confidence: 'verified',
    details: { resultCode: 0, starttls: true, versions: ['3'], namingContexts: ['dc=zoo'] },
  })
  expect(match(said.openldap)?.version).toBeUndefined()
})

it('knows Active Directory, its host, domain, forest and site', () => {
  expect(match(said.activeDirectory)).toMatchObject({
    product: 'Active Directory',
    vendor: 'Microsoft',
    os: 'Windows',
    hostname: 'dc1.corp.example',
    details: {
      domain: 'corp.example',
      forest: 'corp.example',
      site: 'Main-Site',
      functionalLevel: 7,
      dnsHostName: 'dc1.corp.example',
    },
  })
})

it('reads vendor and version where they are told', () => {
  expect(match(said.ds389)).toMatchObject({
    product: '389 Directory Server',
    version: '2.3.1',
    details: { vendorVersion: '389-Directory/2.3.1 B2023.040.0000' },
    cpe: ['cpe:2.3:a:redhat:389_directory_server:2.3.1:*:*:*:*:*:*:*'],
  })
})

it('does with a result alone, or a notice of disconnection', () => {
  expect(match(said.confidential)).toMatchObject({ confidence: 'verified', details: { resultCode: 13 } })
  expect(match(said.notice, { transport: 'tcp', probe: 'http' })).toMatchObject({ confidence: 'structured' })
})

describe('answers of others', () => {
  it('are not taken: another message id, no search, no message', () => {
    const other = bytes(said.openldap)
    other[6]! ^= 1
    expect(match(other)).toBeUndefined()
    expect(match(said.startTls)).toBeUndefined()
    // SNMP is a sequence that starts with a number as well.
    expect(match('0\x0c\x02\x01\x01\x04\x06public\xa2\x00')).toBeUndefined()
  })

  it('are not taken as far as they go', () => {
    for (const length of [0, 1, 4, 9, 20, 200])
      expect(match(bytes(said.openldap).subarray(0, length))).toBeUndefined()
  })
})

it('knows when an answer is whole', () => {
  expect(ldap.enough!(bytes(said.openldap))).toBe(true)
  expect(ldap.enough!(bytes(said.openldap.slice(0, -1)))).toBe(false)
})

it('goes over to TLS where that is offered and accepted', () => {
  const { offered, accepted } = ldap.startTls!
  expect([said.openldap, said.ds389].map((text) => offered(match(text)!))).toEqual([true, false])
  expect([said.startTls, said.confidential, said.notice].map((text) => accepted!(bytes(text)))).toEqual([
    true,
    false,
    false,
  ])
})

it('asks for less by datagram', () => {
  const asked = ldap.datagrams![0]!(hello)
  expect(asked.length).toBeLessThan(sent.length / 2)
  expect(match(said.openldap, { transport: 'udp', probe: 'ldap', sent: asked })?.confidence).toBe('verified')
})
