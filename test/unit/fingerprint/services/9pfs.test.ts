import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { ninePfs } from '../../../../src/fingerprint/services/9pfs.ts'
import { ninePfs as said } from '../../../fixtures/services/9pfs.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = '9pfs') => recognize(bytes(text), { transport: 'tcp', probe }, [ninePfs])

it('reads the version of the protocol, and a refusal', () => {
  expect(named(said.version)).toMatchObject({ confidence: 'verified', details: { protocol: '9P2000.L' } })
  expect(named(said.version.replace('.L', '.u'))?.details).toEqual({ protocol: '9P2000.u' })
  expect(named(said.error)?.name).toBe('9pfs')
  expect(named(said.error, 'http')).toBeUndefined()
})

it('wants lengths that fit, and is no echo', () => {
  expect(named(said.version.slice(0, -1))).toBeUndefined()
  expect(named(`${said.version}x`)).toBeUndefined()
  expect(named(said.version.replace('9P', '8P'))).toBeUndefined()
  const sent = Buffer.from(ninePfs.hello!({ address: '', port: 564, tls: false, random: () => 0 }))
  expect(sent.readUInt32LE(0)).toBe(sent.length)
  expect(named(sent.toString('latin1'))).toBeUndefined()
})
