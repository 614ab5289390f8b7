import { expect, it } from 'vitest'
import { interfaceNames } from '../../../../src/fingerprint/services/dcerpc-interfaces.ts'
import { MANAGEMENT, MAPPER } from '../../../../src/fingerprint/services/dcerpc-message.ts'

it('names interfaces by UUIDs as they are read', () => {
  expect([MAPPER, MANAGEMENT].map(({ uuid }) => interfaceNames.get(uuid))).toEqual(['epmapper', 'mgmt'])
  for (const uuid of interfaceNames.keys())
    expect(uuid).toMatch(/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
  expect(new Set(interfaceNames.values()).size).toBe(interfaceNames.size)
})
