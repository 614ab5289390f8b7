import { expect, test } from 'vitest'
import * as names from '../../../../src/fingerprint/products/web-names.ts'

const { silent, ...products } = names

test.each(Object.values(products))(
  '$product has a vendor, and both parts of a CPE name',
  ({ vendor, cpe }) => {
    expect(vendor).not.toBe('')
    expect(cpe).toMatch(/^[a-z][\w.-]*:[a-z][\w.-]*$/)
    expect(silent.versioned).toBe(false)
  },
)
