import fc from 'fast-check'
import { expect, test } from 'vitest'
import { PacketCounts } from '../../../src/testing/packet-counts.ts'

test('keeps one number for each endpoint, as a map would', () => {
  const host = fc.constantFrom(0, 1, 0x7fffffff, 0x80000000, 0xffffffff)
  const write = fc.record({
    host,
    port: fc.integer({ min: 0, max: 65_535 }),
    value: fc.integer({ min: 1, max: 2 ** 30 }),
  })
  fc.assert(
    fc.property(fc.array(write, { maxLength: 2_000 }), (writes) => {
      const counts = new PacketCounts()
      const model = new Map<string, number>()
      for (const { host, port, value } of writes) {
        const key = `${host} ${port}`
        expect(counts.get(host, port)).toBe(model.get(key) ?? 0)
        counts.set(host, port, value)
        model.set(key, value)
        expect(counts.get(host, port)).toBe(value)
      }
    }),
    { numRuns: 20 },
  )
})

test('remembers the last 262,144 endpoints, and forgets those long unused', () => {
  const counts = new PacketCounts()
  const hosts = 20
  for (let host = 0; host < hosts; host++)
    for (let port = 0; port < 65_536; port++) counts.set(host, port, host + 1)
  for (let host = hosts - 4; host < hosts; host++) {
    for (let port = 0; port < 65_536; port += 7) expect(counts.get(host, port)).toBe(host + 1)
  }
  expect([counts.get(0, 1), counts.get(8, 1)]).toEqual([0, 0])
})
