import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { dict } from '../../../../src/fingerprint/services/dict.ts'
import { dict as said } from '../../../fixtures/services/dict.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, port = 40_000) =>
  recognize(bytes(text), { transport: 'tcp', probe: 'listen', port })

it('reads the greeting', () => {
  expect(named(said.dictd)).toMatchObject({
    name: 'dict',
    product: 'dictd',
    version: '1.13.0',
    os: 'Linux',
    hostname: 'dict.example.test',
    details: { capabilities: ['auth', 'mime'] },
  })
  expect(named(said.dico)).toMatchObject({ product: 'GNU dico', version: '2.11' })
})

it('is neither FTP nor SMTP, which greet with the same code', () => {
  for (const text of Object.values(said))
    for (const port of [21, 25, 2628]) expect(named(text, port)?.name).toBe('dict')
  expect(
    dict.matchers[0]!(bytes('220 mail.example.test ESMTP <x@example.test>\r\n'), { transport: 'tcp' }),
  ).toBe(undefined)
})
