import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collect } from '../../../src/flow/collect.ts'
import { puller } from '../../../src/flow/pull.ts'
import type { Host } from '../../../src/model/host.ts'
import type { TargetInput } from '../../../src/model/target.ts'
import { parseIPv4, formatIPv4 } from '../../../src/net/address.ts'
import { expandTargets, type ExpandTargetsOptions } from '../../../src/targets/expand-targets.ts'
import { parseAddressSet } from '../../../src/targets/parse-address-set.ts'

const SEQUENTIAL = { order: 'sequential' } as const

function expand(inputs: readonly TargetInput[], options: ExpandTargetsOptions = SEQUENTIAL, limit?: number) {
  return collect(expandTargets(options)(inputs), limit)
}

async function addresses(inputs: readonly TargetInput[], options?: ExpandTargetsOptions): Promise<string[]> {
  return (await expand(inputs, options)).filter((item) => item.kind === 'address').map((host) => host.address)
}

describe('expandTargets', () => {
  test('walks nothing that nobody asks for', async () => {
    const began = performance.now()
    const items = await expand(['0.0.0.0/0', '::/0', '*.*.*.1'], { order: 'random', allowHuge: true }, 1000)
    expect(items).toHaveLength(1000)
    expect(performance.now() - began).toBeLessThan(1000)
  })

  test('reads an asynchronous source one by one and closes it when left', async () => {
    let given = 0
    let closed = false
    async function* source(): AsyncGenerator<string> {
      try {
        for (;;) yield `192.0.2.${given++}`
      } finally {
        closed = true
      }
    }
    for await (const item of expandTargets(SEQUENTIAL)(source())) if ((item as Host).ordinal === 3) break
    expect(given).toBe(4)
    expect(closed).toBe(true)
  })

  test.each([1, 2, 3, 5])('never gives more than the %d asked for', async (max) => {
    const inputs = ['0.0.0.0/30', 'a.example', 'bad..name', '224.0.0.1', '192.0.2.0/29']
    const upstream = puller(expandTargets(SEQUENTIAL)(inputs))
    let given = 0
    for (let batch = await upstream.pull(max); batch.length > 0; batch = await upstream.pull(max)) {
      expect(batch.length).toBeLessThanOrEqual(max)
      given += batch.length
    }
    expect(given).toBe(3 + 1 + 1 + 1 + 1 + 8)
  })

  test('targets and exclusions are set algebra: what is in some target and not excluded, once', async () => {
    const near = fc.nat({ max: 80 })
    const target = fc.oneof(
      near.map((value) => `10.0.0.${value}`),
      fc.tuple(near, near).map(([a, b]) => `10.0.0.${Math.min(a, b)}-${Math.max(a, b)}`),
      fc.tuple(near, fc.integer({ min: 25, max: 32 })).map(([value, length]) => `10.0.0.${value}/${length}`),
      fc.tuple(near, near).map(([a, b]) => `10.0.0.${Math.min(a, b)}-10.0.0.${Math.max(a, b)}`),
    )
    const property = fc.asyncProperty(
      fc.array(target, { maxLength: 8 }),
      fc.array(target, { maxLength: 4 }),
      fc.option(fc.nat(), { nil: undefined }),
      async (targets, excluded, seed) => {
        const order = seed === undefined ? SEQUENTIAL : { seed }
        const found = await addresses(targets, { ...order, exclude: parseAddressSet(excluded) })
        const [all, out] = [parseAddressSet(targets), parseAddressSet(excluded)]
        const expected: string[] = []
        for (let value = 0x0a000000; value < 0x0a000100; value++) {
          if (all.hasIPv4(value) && !out.hasIPv4(value)) expected.push(formatIPv4(value))
        }
        expect(found.sort((a, b) => parseIPv4(a)! - parseIPv4(b)!)).toEqual(expected)
      },
    )
    await fc.assert(property)
  })
})
