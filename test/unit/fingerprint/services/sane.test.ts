import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { sane } from '../../../../src/fingerprint/services/sane.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { sane as said } from '../../../fixtures/services/sane.ts'

const named = (text: string, probe = 'sane') => recognize(bytes(text), { transport: 'tcp', probe }, [sane])

it('says hello by name alone', () => {
  const hello = sane.hello!({ address: '192.0.2.1', port: 6566, tls: false, random: () => 0.5 })
  expect(Buffer.from(hello).toString('hex')).toBe(`000000000100000300000009${'706f72747363616e00'}`)
})

it('reads the version', () => {
  expect(named(said.init)).toMatchObject({ product: 'SANE', details: { protocol: '1.1.3' } })
})

it('is not a refusal, another version, another length, nor an answer to anybody else', () => {
  for (const text of [
    '\0\0\0\x0b\x01\x01\0\x03',
    '\0\0\0\0\x02\x01\0\x03',
    '\0\0\0\0\x01\x01\0\0',
    `${said.init}\0`,
  ])
    expect(named(text)).toBeUndefined()
  expect(named(said.init, 'http')).toBeUndefined()
})
