import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { gpsd } from '../../../../src/fingerprint/services/gpsd.ts'
import { gpsd as said } from '../../../fixtures/services/gpsd.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string) => recognize(bytes(text), { transport: 'tcp', probe: 'listen' }, [gpsd])

it('reads the version', () => {
  expect(named(said.greeting)).toMatchObject({
    product: 'gpsd',
    version: '3.22',
    cpe: ['cpe:2.3:a:gpsd_project:gpsd:3.22:*:*:*:*:*:*:*'],
    details: { protocol: '3.14' },
  })
})

it('is not another object', () => {
  expect(named(said.greeting.replace('VERSION', 'DEVICES'))).toBeUndefined()
  expect(named(said.greeting.slice(0, 40))).toBeUndefined()
})
