import { expect, it } from 'vitest'
import type { AnswerContext, Match } from '../../../../src/fingerprint/service-probe.ts'
import { mssql } from '../../../../src/fingerprint/services/mssql.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { mssql as said } from '../../../fixtures/services/mssql.ts'

const hello = { address: '192.0.2.1', port: mssql.ports[0]!, tls: false, random: () => 0.5 }
const sent = mssql.hello!(hello)
const context: AnswerContext = { transport: 'tcp', probe: 'mssql', sent }
const match = (text: string | Uint8Array, more: AnswerContext = context): Match | undefined =>
  mssql.matchers[0]!(typeof text === 'string' ? bytes(text) : text, more)

it('says PRELOGIN in a packet whose length fits', () => {
  expect(Buffer.from(sent).readUInt16BE(2)).toBe(sent.length)
  expect(Buffer.from(sent.subarray(8, 13)).toString('hex')).toBe('00001a0006')
})

it('reads version, release and encryption', () => {
  expect(match(said.v2019)).toMatchObject({
    name: 'mssql',
    product: 'Microsoft SQL Server',
    version: '15.0.4322.2',
    info: 'SQL Server 2019',
    cpe: ['cpe:2.3:a:microsoft:sql_server_2019:15.0.4322.2:*:*:*:*:*:*:*'],
    details: { encryption: 'off', release: '2019', mars: false },
    confidence: 'verified',
  })
  expect(match(said.v2008r2)).toMatchObject({
    version: '10.50.6000',
    info: 'SQL Server 2008 R2',
    details: { encryption: 'required' },
  })
})

it('takes no option that lies outside, and no other packet', () => {
  expect(match(said.v2019.replace('\x00\x1a', '\x00\x2a'))).toBeUndefined()
  expect(match(`\x12${said.v2019.slice(1)}`)).toBeUndefined()
  expect(match(`${said.v2019}\0`)).toBeUndefined()
})

it('takes nothing that is cut off, or longer than it says', () => {
  for (const text of [said.v2019]) {
    for (let length = 0; length < text.length; length++) {
      expect(match(text.slice(0, length))).toBeUndefined()
      expect(mssql.enough!(bytes(text.slice(0, length)))).toBe(false)
    }
    expect(mssql.enough!(bytes(text))).toBe(true)
  }
})
