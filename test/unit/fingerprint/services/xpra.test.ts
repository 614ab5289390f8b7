import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { xpra } from '../../../../src/fingerprint/services/xpra.ts'
import { xpra as said } from '../../../fixtures/services/xpra.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'xpra') => recognize(bytes(text), { transport: 'tcp', probe }, [xpra])

it('reads the version', () => {
  expect(named(said.version)).toMatchObject({
    product: 'Xpra',
    version: '3.1.3',
    confidence: 'verified',
    cpe: ['cpe:2.3:a:xpra:xpra:3.1.3:*:*:*:*:*:*:*'],
  })
  expect(named(said.version.slice(0, -1))).toBeUndefined()
  expect(xpra.enough!(bytes(said.version.slice(0, -1)))).toBe(false)
})

it('is known by what it says to foreign words', () => {
  for (const text of [said.tls, said.text])
    expect(named(text, 'tls')).toMatchObject({ name: 'xpra', confidence: 'pattern' })
  expect(named('disconnect: bye\n')).toBeUndefined()
})

it('asks in a packet whose length fits, which is no answer', () => {
  const sent = Buffer.from(xpra.hello!({ address: '', port: 14500, tls: false, random: () => 0 }))
  expect(sent.readUInt32BE(4)).toBe(sent.length - 8)
  expect(named(sent.toString('latin1'))).toBeUndefined()
})
