import { expect, it } from 'vitest'
import { kerberosAdm } from '../../../../src/fingerprint/services/kerberos-adm.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { kerberosAdm as said } from '../../../fixtures/services/kerberos-adm.ts'

const hello = { address: '192.0.2.1', port: 749, tls: false, random: () => 0.5 }
const sent = kerberosAdm.hello!(hello)
const match = (answer: Uint8Array) =>
  kerberosAdm.matchers[0]!(answer, { transport: 'tcp', probe: 'kerberos-adm', sent })

it('reads the versions of the program that was called', () => {
  expect(match(bytes(said.versions))).toMatchObject({
    name: 'kerberos-adm',
    confidence: 'verified',
    details: { program: 2_112, versions: [2, 2] },
  })
  expect(kerberosAdm.enough!(bytes(said.versions))).toBe(true)
  expect(kerberosAdm.enough!(bytes(said.versions.slice(0, -1)))).toBe(false)
})

it('is no answer with another id, to another program, or of another length', () => {
  expect(match(bytes(said.versions.replace('\x80\x80', '\x80\x81')))).toBeUndefined()
  expect(match(bytes(`${said.versions}x`))).toBeUndefined()
  const other = Buffer.from(sent)
  other.writeUInt32BE(100_003, 16)
  const context = { transport: 'tcp', probe: 'kerberos-adm', sent: other } as const
  expect(kerberosAdm.matchers[0]!(bytes(said.versions), context)).toBeUndefined()
})
