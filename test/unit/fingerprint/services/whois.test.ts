import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { whois } from '../../../../src/fingerprint/services/whois.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const sent = whois.hello!({ address: '192.0.2.1', port: 1, tls: false, random: () => 0.5 })
const words = Buffer.from(sent).toString('latin1')
const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'whois', sent }, [whois])

it('has nothing of the invented name', () => {
  const name = words.trim()
  expect(named(`No match for "${name.toUpperCase()}".\r\n`)).toMatchObject({
    confidence: 'verified',
  })
  const remarks = '% This is the Example Database query service.\r\n\r\n%ERROR:101: no entries found\r\n'
  expect(named(remarks)).toMatchObject({ confidence: 'structured' })
  // The word "invalid" of the name itself says nothing.
  expect(named(`${name}\r\n`)).toBeUndefined()
  expect(named(`500 ${name} not found\r\n`)).toBeUndefined()
  expect(named('not found\r\n')).toBeUndefined()
})
