import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { softwareByVendorIds, vendorIdText } from '../../../../src/fingerprint/services/ike-vendors.ts'

const hash = (text: string): Buffer => createHash('md5').update(text).digest()

it('knows the ids that are the hash of a text, with what follows it', () => {
  expect(vendorIdText(hash('RFC 3947'))).toBe('NAT-T (RFC 3947)')
  expect(vendorIdText(Buffer.concat([hash('FRAGMENTATION'), Buffer.alloc(4)]))).toBe('fragmentation')
  expect(softwareByVendorIds([hash('RFC 3947'), hash('strongSwan')])).toMatchObject({ product: 'strongSwan' })
  expect(
    softwareByVendorIds([Buffer.concat([hash('MS NT5 ISAKMPOAKLEY'), Buffer.from([0, 0, 0, 9])])]),
  ).toMatchObject({ vendor: 'Microsoft', os: 'Windows' })
  expect(softwareByVendorIds([hash('KAME/racoon')])).toMatchObject({ product: 'racoon' })
})

it('reads those that are words', () => {
  expect(vendorIdText(Buffer.from('OE-Libreswan-4.10'))).toBe('OE-Libreswan-4.10')
  expect(softwareByVendorIds([Buffer.from('OE-Libreswan-4.10')])).toEqual({
    product: 'Libreswan',
    vendor: 'Libreswan',
    version: '4.10',
  })
  expect(softwareByVendorIds([Buffer.from('CISCO-DELETE-REASON')])).toEqual({ vendor: 'Cisco' })
})

it('shows others as they are, and makes nothing of them', () => {
  expect(vendorIdText(Buffer.from('0102fe', 'hex'))).toBe('0102fe')
  expect(vendorIdText(Buffer.from('a\nbcdefg'))).toMatch(/^[\da-f]+$/)
  expect(vendorIdText(Buffer.alloc(4_000, 1)).length).toBeLessThanOrEqual(128)
  expect(softwareByVendorIds([hash('somebody else'), Buffer.alloc(0)])).toEqual({})
})
