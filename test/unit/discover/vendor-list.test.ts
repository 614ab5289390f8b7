import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadVendors } from '../../../src/discover/vendor-list.ts'

const registry = {
  '00005E': 'Example Registry\nSuite 1\nNowhere',
  '00005E0': 'Example Medium',
  '00005E005': 'Example Small\nStreet',
  '0200AA': 'Nobody',
  '0000AA': 'X'.repeat(10_000),
}
const load = () => Promise.resolve({ default: registry })

describe('loadVendors', () => {
  test.each([
    ['00:00:5e:00:53:01', 'Example Small'],
    ['00:00:5e:01:53:01', 'Example Medium'],
    ['00:00:5e:f0:53:01', 'Example Registry'],
    ['00:00:5f:00:53:01', undefined],
  ])('%s is of the longest prefix that fits, without its postal address: %s', async (mac, vendor) => {
    expect((await loadVendors(load))(mac)).toBe(vendor)
  })

  test('a locally administered address is nobody’s', async () => {
    expect((await loadVendors(load))('02:00:aa:00:53:01')).toBeUndefined()
  })

  test('a name is cut where it is too long', async () => {
    expect((await loadVendors(load))('00:00:aa:00:53:01')).toHaveLength(128)
  })

  test('without the list nobody is known', async () => {
    const vendorOf = await loadVendors(() => Promise.reject(new Error('Cannot find package')))
    expect(vendorOf('00:00:5e:00:53:01')).toBeUndefined()
  })

  test('any text for a hardware address, any list', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string(), fc.dictionary(fc.string(), fc.string()), async (mac, list) => {
        const vendor = (await loadVendors(() => Promise.resolve({ default: list })))(mac)
        expect(vendor === undefined || !vendor.includes('\n')).toBe(true)
      }),
    )
  })

  test('the list itself knows who has the block of the documentation addresses', async () => {
    expect((await loadVendors())('00:00:5e:00:53:01')).toMatch(/ICANN|IANA/)
  })
})
