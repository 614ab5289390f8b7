import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { hylafax as said } from '../../../fixtures/services/hylafax.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'listen', port: 40_000 })

it('reads the greeting, and is not FTP', () => {
  expect(named(said.greeting)).toMatchObject({
    name: 'hylafax',
    product: 'HylaFAX',
    version: '6.0.7',
    hostname: 'fax.example.test',
  })
  expect(named('220 ftp.example.test FTP server ready.\r\n')?.name).toBe('ftp')
})
