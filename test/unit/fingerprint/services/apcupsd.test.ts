import { expect, it } from 'vitest'
import { recognize } from '../../../../src/fingerprint/recognize.ts'
import { apcupsd } from '../../../../src/fingerprint/services/apcupsd.ts'
import { apcupsd as said } from '../../../fixtures/services/apcupsd.ts'
import { bytes } from '../../../fixtures/services/index.ts'

const named = (text: string, probe = 'apcupsd') =>
  recognize(bytes(text), { transport: 'tcp', probe }, [apcupsd])

it('reads the status', () => {
  expect(named(said.status)).toMatchObject({
    product: 'apcupsd',
    version: '3.14.14',
    hostname: 'vm',
    confidence: 'verified',
    details: { model: 'Smart-UPS 1500', upsName: 'vm', status: 'ONLINE LOWBATT' },
  })
})

it('waits for its end, and takes what there is', () => {
  expect(apcupsd.enough!(bytes(said.status))).toBe(true)
  expect(apcupsd.enough!(bytes(said.status.slice(0, -1)))).toBe(false)
  expect(named(said.status.slice(0, 60))).toMatchObject({ hostname: 'vm' })
})

it('wants lengths that fit', () => {
  expect(named(said.status.replace('\x18', '\x19'))).toBeUndefined()
  expect(named(said.status.slice(2))).toBeUndefined()
  expect(named('\0\x06status')).toBeUndefined()
})

it('is known by its error', () => {
  expect(named(said.refusal, 'epmd')?.name).toBe('apcupsd')
  expect(named(said.refusal.slice(0, -1), 'epmd')).toBeUndefined()
})
