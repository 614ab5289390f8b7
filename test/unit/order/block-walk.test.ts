import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block } from '../../../src/model/block.ts'
import type { ResolvedHost } from '../../../src/model/host.ts'
import type { PortSet } from '../../../src/model/target.ts'
import { blockWork, createBlock, shardSize } from '../../../src/order/block.ts'
import { BlockWalk } from '../../../src/order/block-walk.ts'

function hostAt(ordinal: number): ResolvedHost {
  return { kind: 'address', target: 'net', address: `192.0.2.${ordinal}`, family: 4, ordinal }
}

function ports(...numbers: number[]): PortSet {
  return { tcp: Uint16Array.from(numbers) }
}

const portSet = fc
  .uniqueArray(fc.integer({ min: 1, max: 65_535 }), { maxLength: 8 })
  .map((list) => ports(...list))
const bothSets = fc
  .tuple(portSet, fc.option(portSet, { nil: undefined }))
  .map(([{ tcp }, udp]): PortSet => ({ tcp, ...(udp && { udp: udp.tcp }) }))

const anyBlock = fc
  .record({
    sets: fc.array(bothSets, { minLength: 1, maxLength: 12 }),
    even: fc.boolean(),
    seed: fc.option(fc.nat(), { nil: undefined }),
  })
  .map(({ sets, even, seed }) => {
    const all = even ? sets.map(() => sets[0]!) : sets
    const hosts = all.map((_, at) => hostAt(at))
    return createBlock({ index: 0, hosts, ports: all, ...(seed !== undefined && { seed }) })
  })

function walked(block: Block): string[] {
  const walk = new BlockWalk(block)
  const seen: string[] = []
  while (walk.advance()) seen.push(nameOf(walk))
  return seen
}

function nameOf({ host, port, transport }: Pick<BlockWalk, 'host' | 'port' | 'transport'>): string {
  return `${host}:${transport === 'udp' ? 'U' : ''}${port}`
}

function product(block: Block): string[] {
  return block.hosts.flatMap((_, host) => {
    const { tcp, udp = [] } = block.ports[host]!
    return [...[...tcp].map((port) => `${host}:${port}`), ...[...udp].map((port) => `${host}:U${port}`)]
  })
}

describe('BlockWalk', () => {
  test('shards are a partition', () => {
    fc.assert(
      fc.property(anyBlock, fc.integer({ min: 1, max: 7 }), (block, count) => {
        const shards = Array.from({ length: count }, (_, index) => ({ ...block, shard: { index, count } }))
        const parts = shards.map(walked)
        expect(parts.flat().sort()).toEqual(product(block).sort())
        expect(shards.map((shard) => shardSize(shard))).toEqual(parts.map((part) => part.length))
      }),
    )
  })

  test('a resumed walk does what was left: the pending ones, then the rest', () => {
    fc.assert(
      fc.property(
        anyBlock,
        fc.integer({ min: 1, max: 3 }),
        fc.nat(),
        fc.nat(),
        (block, count, stop, picks) => {
          const first = { ...block, shard: { index: stop % count, count } }
          const all = walked(first)
          const walk = new BlockWalk(first)
          const done: string[] = []
          const pending: [number, number][] = []
          for (let step = 0; step < stop % (all.length + 1); step++) {
            walk.advance()
            if ((picks >> (step % 20)) & 1) pending.push([walk.position, 1])
            else done.push(nameOf(walk))
          }
          const resumed = { ...first, resume: { next: walk.next, pending } }
          expect([...done, ...walked(resumed)].sort()).toEqual([...all].sort())
          expect(blockWork(resumed)).toBe(all.length - done.length)
        },
      ),
    )
  })

  test('pending endpoints carry the tries made so far', () => {
    const block = createBlock({ index: 0, hosts: [hostAt(0)], ports: [ports(1, 2, 3)] })
    const walk = new BlockWalk({ ...block, resume: { next: 2, pending: [[1, 3]] } })
    walk.advance()
    expect([walk.port, walk.tries]).toEqual([2, 3])
    walk.advance()
    expect([walk.port, walk.tries]).toEqual([3, 0])
    expect(walk.advance()).toBe(false)
  })
})
