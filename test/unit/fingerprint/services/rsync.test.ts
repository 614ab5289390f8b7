import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { rsync } from '../../../../src/fingerprint/services/rsync.ts'
import { rsync as said } from '../../../fixtures/services/rsync.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'listen' }, [rsync])

it('reads the greeting', () => {
  expect(named(said.greeting)).toMatchObject({
    name: 'rsync',
    product: 'rsync',
    info: 'protocol 32.0: 3.4.0 or later',
    details: {
      protocol: '32.0',
      digests: ['sha512', 'sha256', 'sha1', 'md5', 'md4'],
      versions: { from: '3.4.0' },
    },
  })
  expect(named(said.toForeign)?.name).toBe('rsync')
})

it('says which releases speak an older protocol, and nothing of those that it does not know', () => {
  expect(named(said.older)?.details).toEqual({ protocol: '30.0', versions: { from: '3.0.0', to: '3.0.9' } })
  expect(named(said.oldest)?.details).toEqual({ protocol: '26' })
})

it('is not an error alone, nor a greeting that is cut off', () => {
  expect(named('@ERROR: protocol startup error\n')).toBeUndefined()
  expect(named('@RSYNCD: 31.0')).toBeUndefined()
  expect(named('x@RSYNCD: 31.0\n')).toBeUndefined()
})
