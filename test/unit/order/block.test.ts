import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Block } from '../../../src/model/block.ts'
import type { ResolvedHost } from '../../../src/model/host.ts'
import type { PortSet } from '../../../src/model/target.ts'
import { blockSize, BlockEndpoints, createBlock } from '../../../src/order/block.ts'
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

describe('blocks', () => {
  test('in sequence without a seed: host by host, port by port', () => {
    const block = createBlock({ index: 0, hosts: [hostAt(0), hostAt(1)], ports: [ports(22, 80), ports(443)] })
    expect(walked(block)).toEqual(['0:22', '0:80', '1:443'])
    expect(blockSize(block)).toBe(3)
  })

  test('the TCP ports of a host come before its UDP ones', () => {
    const both = { tcp: Uint16Array.of(22, 80), udp: Uint16Array.of(53) }
    const block = createBlock({ index: 0, hosts: [hostAt(0), hostAt(1)], ports: [both, both] })
    expect(walked(block)).toEqual(['0:22', '0:80', '0:U53', '1:22', '1:80', '1:U53'])
    expect(blockSize(block)).toBe(6)
  })

  test('a walk meets each endpoint once', () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        expect(walked(block).sort()).toEqual(product(block).sort())
      }),
    )
  })

  test('with a seed the order is another one', () => {
    const set = ports(...Array.from({ length: 200 }, (_, at) => at + 1))
    const block = createBlock({ index: 0, hosts: [hostAt(0)], ports: [set], seed: 1 })
    expect(walked(block)).not.toEqual(product(block))
    expect(walked(block)).not.toEqual(walked({ ...block, seed: 2 }))
  })

  test('survives structuredClone, with hosts that share one set still cheap to walk', () => {
    const set = ports(1, 2, 3)
    const block = createBlock({ index: 4, hosts: [hostAt(0), hostAt(1)], ports: [set, set], seed: 9 })
    const clone = structuredClone(block)
    expect(clone.ports[0]).toBe(clone.ports[1])
    expect(walked(clone)).toEqual(walked(block))
  })

  test('positions lead to the endpoints of the walk', () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        const endpoints = new BlockEndpoints(block)
        const list: string[] = []
        for (let position = 0; position < endpoints.size; position++) {
          endpoints.seek(position)
          list.push(nameOf(endpoints))
        }
        expect(list).toEqual(walked(block))
      }),
    )
  })
})
