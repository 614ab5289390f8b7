import fc from 'fast-check'
import { expect, it } from 'vitest'
import { parseSystemStatus } from '../../../../src/fingerprint/services/s7-system-status.ts'
import { bytes } from '../../../fixtures/services/index.ts'
import { s7 as said } from '../../../fixtures/services/s7.ts'

// Without TPKT and the header of ISO 8073.
const modules = bytes(said.modules).subarray(7)

it('reads the entries of a list', () => {
  const items = parseSystemStatus(modules, 0x0011)!
  expect(items.map(({ index }) => index)).toEqual([1, 6, 7])
  expect(items.map(({ value }) => value.length)).toEqual([26, 26, 26])
})

it('takes no other list, no refusal, and no other message', () => {
  expect(parseSystemStatus(modules, 0x001c)).toBeUndefined()
  expect(parseSystemStatus(bytes(said.setUp).subarray(7), 0x0011)).toBeUndefined()
  const refused = Buffer.from(modules)
  refused[22] = 0x0a
  expect(parseSystemStatus(refused, 0x0011)).toBeUndefined()
})

it('reads any bytes, and gives no more than 64 entries that are there', () => {
  const hostile = fc
    .tuple(
      fc.array(fc.tuple(fc.nat(40), fc.nat(255)), { maxLength: 5 }),
      fc.nat(modules.length),
      fc.uint8Array({ maxLength: 400 }),
    )
    .map(([changes, length, more]) => {
      const message = Buffer.concat([modules.subarray(0, length), more])
      for (const [at, value] of changes) if (at < message.length) message[at] = value
      return message
    })
  fc.assert(
    fc.property(hostile, (message) => {
      const items = parseSystemStatus(message, 0x0011) ?? []
      expect(items.length).toBeLessThanOrEqual(64)
      expect(items.reduce((sum, { value }) => sum + value.length, 0)).toBeLessThanOrEqual(message.length)
    }),
    { numRuns: 1_000 },
  )
})
