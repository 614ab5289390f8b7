import { expect, test } from 'vitest'
import { parseAddressSet } from 'portscan-core'
import {
  isMetadataName,
  METADATA_ADDRESSES,
} from '../../../../../src/integrations/server/scope/cloud-metadata.ts'

test('every address is one', () => {
  for (const address of METADATA_ADDRESSES) expect(parseAddressSet(address).has(address)).toBe(true)
})

test('names', () => {
  expect(isMetadataName('metadata.google.internal')).toBe(true)
  expect(isMetadataName('metadata.example')).toBe(false)
})
