import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { clamd } from '../../../../src/fingerprint/services/clamd.ts'
import { clamd as said } from '../../../fixtures/services/clamd.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'clamd') => recognize(bytes(text), { transport: 'tcp', probe }, [clamd])

it('reads the version of the program and of its database', () => {
  expect(named(said.version)).toMatchObject({ product: 'ClamAV', version: '1.4.6', details: {} })
  expect(named(said.withDatabase)).toMatchObject({
    version: '1.4.6',
    cpe: ['cpe:2.3:a:clamav:clamav:1.4.6:*:*:*:*:*:*:*'],
    details: { database: '27182', databaseDate: 'Sat Nov 21 08:24:11 2026' },
  })
})

it('is known by its words for foreign ones, as a pattern alone', () => {
  expect(named(said.unknown, 'http')).toMatchObject({ name: 'clamd', confidence: 'pattern' })
  expect(named('UNKNOWN COMMAND\r\n', 'http')).toBeUndefined()
  expect(named('unknown command\n', 'http')).toBeUndefined()
})
