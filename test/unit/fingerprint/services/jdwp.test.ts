import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { jdwp } from '../../../../src/fingerprint/services/jdwp.ts'
import { jdwp as said } from '../../../fixtures/services/jdwp.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'jdwp' }, [jdwp])

it('reads the version of the virtual machine', () => {
  expect(named(said.version)).toMatchObject({
    name: 'jdwp',
    product: 'Java Debug Wire Protocol',
    version: '17.0.15',
    info: 'OpenJDK 64-Bit Server VM',
    confidence: 'verified',
    details: { protocol: '17.0', vm: 'OpenJDK 64-Bit Server VM' },
  })
  expect(named(said.handshake)).toMatchObject({ name: 'jdwp', confidence: 'structured' })
})

it('is no service that sends back whatever it hears', () => {
  const sent = Buffer.from(jdwp.hello!({ address: '', port: 1, tls: false, random: () => 0 }))
  expect(named(sent.toString('latin1'))).toBeUndefined()
})

it('is not the answer to another command, nor an error, nor cut off', () => {
  const change = (at: number, value: string): string =>
    said.version.slice(0, at) + value + said.version.slice(at + 1)
  expect(named(change(21, '\x02'))).toBeUndefined()
  expect(named(change(24, '\x70'))).toBeUndefined()
  expect(named(said.version.slice(0, -1))).toBeUndefined()
  expect(jdwp.enough!(bytes(said.version.slice(0, -1)))).toBe(false)
  expect(jdwp.enough!(bytes(said.version))).toBe(true)
})
