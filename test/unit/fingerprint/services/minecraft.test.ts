import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { minecraft } from '../../../../src/fingerprint/services/minecraft.ts'
import { minecraft as said } from '../../../fixtures/services/minecraft.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'minecraft' }, [minecraft])

it('reads the status', () => {
  expect(named(said.plain)).toMatchObject({
    name: 'minecraft',
    product: 'Minecraft server',
    version: '1.20.4',
    details: { protocol: 765, versionText: '1.20.4', online: 3, most: 20, description: 'A Minecraft Server' },
  })
  expect(named(said.paper)).toMatchObject({ product: 'Paper (Minecraft server)', version: '1.21.1' })
})

it('finds the version in a status that is cut off', () => {
  expect(named(said.long)).toMatchObject({ version: '1.19.2', details: { protocol: 760 } })
})

it('asks for the status', () => {
  const sent = Buffer.from(
    minecraft.hello!({ address: '192.0.2.1', port: 25_565, tls: false, random: () => 0 }),
  )
  expect(sent[0]).toBe(sent.length - 3)
  expect(sent.toString('latin1', 8, 17)).toBe('192.0.2.1')
  expect(named(sent.toString('latin1'))).toBeUndefined()
})

it('wants lengths that fit, and a version', () => {
  expect(named(said.plain.replace('{', '['))).toBeUndefined()
  expect(named(`x${said.plain}`)).toBeUndefined()
  expect(named('\x04\0\x02{}')).toBeUndefined()
  expect(named('\x03\0\x02{}')).toBeUndefined()
  expect(minecraft.enough!(bytes(said.plain.slice(0, -1)))).toBe(false)
  expect(minecraft.enough!(bytes(said.plain))).toBe(true)
})
