import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { rrdcached } from '../../../../src/fingerprint/services/rrdcached.ts'
import { rrdcached as said } from '../../../fixtures/services/rrdcached.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'rrdcached') =>
  recognize(bytes(text), { transport: 'tcp', probe }, [rrdcached])

it('is known by its answer, and by its errors', () => {
  expect(named(said.pong)).toMatchObject({ product: 'RRDtool rrdcached', confidence: 'structured' })
  expect(named(said.pong, 'http')).toBeUndefined()
  expect(named(said.refusal, 'http')).toMatchObject({ name: 'rrdcached', confidence: 'pattern' })
  expect(named('-1 Unknown\n', 'http')).toBeUndefined()
})
