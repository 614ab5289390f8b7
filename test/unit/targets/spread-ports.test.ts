import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { collect } from '../../../src/flow/collect.ts'
import type { Block, Shard } from '../../../src/model/block.ts'
import type { Notice } from '../../../src/model/event.ts'
import type { ResolvedHost } from '../../../src/model/host.ts'
import { blockSize, MAX_BLOCK_ENDPOINTS, MAX_BLOCK_HOSTS } from '../../../src/order/block.ts'
import { BlockWalk } from '../../../src/order/block-walk.ts'
import { expandTargets } from '../../../src/targets/expand-targets.ts'
import { formatPorts } from '../../../src/model/format-ports.ts'
import { parsePorts } from '../../../src/targets/parse-ports.ts'
import { spreadPorts, type SpreadPortsOptions } from '../../../src/targets/spread-ports.ts'
import {
  coverBlock,
  NO_COVERAGE,
  type Coverage,
  type ResumedBlock,
} from '../../../src/targets/spread-resume.ts'

function host(ordinal: number, more: Partial<ResolvedHost> = {}): ResolvedHost {
  return {
    kind: 'address',
    target: 'net',
    address: `10.0.${ordinal >> 8}.${ordinal & 255}`,
    family: 4,
    ordinal,
    ...more,
  }
}

function hosts(count: number, more?: Partial<ResolvedHost>): ResolvedHost[] {
  return Array.from({ length: count }, (_, at) => host(at, more))
}

type Source = Iterable<ResolvedHost | Notice> | AsyncIterable<ResolvedHost | Notice>

async function blocksOf(source: Source, options: SpreadPortsOptions): Promise<Block[]> {
  return (await collect(spreadPorts(options)(source))).filter((item) => item.kind === 'block')
}

function endpointsOf(block: Block): string[] {
  const walk = new BlockWalk(block)
  const list: string[] = []
  while (walk.advance()) list.push(`${block.hosts[walk.host]!.address}:${walk.port}`)
  return list
}

const turn = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))

/** Hosts in groups; between two groups the source takes its time. */
async function* slowly(groups: readonly (readonly ResolvedHost[])[]): AsyncGenerator<ResolvedHost> {
  for (const group of groups) {
    for (let at = 0; at < 3; at++) await turn()
    yield* group
  }
}

describe('spreadPorts', () => {
  test('UDP ports fill a block like others, and a host with those alone is not skipped', async () => {
    const ports = parsePorts('22,U:53,161')
    const own = parsePorts('U:69')
    const excludePorts = parsePorts('53', { udp: true })
    const [block] = await blocksOf([host(0), host(1, { ports: own })], {
      ports,
      excludePorts,
      order: 'sequential',
    })
    const walk = new BlockWalk(block!)
    const walked: string[] = []
    while (walk.advance()) walked.push(`${walk.host} ${walk.port}/${walk.transport}`)
    expect(walked).toEqual(['0 22/tcp', '0 161/udp', '1 69/udp'])
    expect(block!.starts).toEqual(Uint32Array.of(0, 2, 3))
    const none = await collect(spreadPorts({ ports, excludePorts })([host(0, { ports: parsePorts('U:53') })]))
    expect(none).toMatchObject([{ kind: 'skipped', reason: 'excluded' }])
  })

  test('one block of all that is there, with index, starts and a seed', async () => {
    const ports = parsePorts('22,80')
    const own = parsePorts('443')
    const [block, ...more] = await blocksOf([host(0), host(1, { ports: own }), host(2)], { ports, seed: 7 })
    expect(more).toEqual([])
    expect(block).toMatchObject({ index: 0, ports: [ports, own, ports], starts: Uint32Array.of(0, 2, 3, 5) })
    expect(endpointsOf(block!).sort()).toEqual([
      '10.0.0.0:22',
      '10.0.0.0:80',
      '10.0.0.1:443',
      '10.0.0.2:22',
      '10.0.0.2:80',
    ])
  })

  test('the same seed gives the same blocks, each block an order of its own', async () => {
    const run = (seed: number): Promise<Block[]> => blocksOf(hosts(5000), { ports: parsePorts('80'), seed })
    const [one, again, other] = await Promise.all([run(1), run(1), run(2)])
    expect(one).toEqual(again)
    expect(one.map((block) => block.seed)).not.toEqual(other.map((block) => block.seed))
    expect(one[0]!.seed).not.toBe(one[1]!.seed)
    const [plain] = await blocksOf(hosts(3), { ports: parsePorts('80'), order: 'sequential' })
    expect(plain).not.toHaveProperty('seed')
  })

  test('blocks are bounded in hosts and in endpoints', async () => {
    const many = await blocksOf(hosts(2 * MAX_BLOCK_HOSTS + 7), { ports: parsePorts('80') })
    expect(many.map((block) => block.hosts.length)).toEqual([MAX_BLOCK_HOSTS, MAX_BLOCK_HOSTS, 7])
    expect(many.map((block) => block.index)).toEqual([0, 1, 2])
    const wide = await blocksOf(hosts(600), { ports: parsePorts('-') })
    expect(wide.map((block) => block.hosts.length)).toEqual([256, 256, 88])
    for (const block of wide) expect(blockSize(block)).toBeLessThanOrEqual(MAX_BLOCK_ENDPOINTS)
  })

  test('the addresses of a name stay together where they fit', async () => {
    const list = [...hosts(1000), ...hosts(200).map((one) => ({ ...one, ordinal: 1000 })), host(1001)]
    const blocks = await blocksOf(list, { ports: parsePorts('80') })
    expect(blocks.map((block) => block.hosts.length)).toEqual([1000, 201])
    const large = hosts(9000).map((one) => ({ ...one, ordinal: 5 }))
    expect(
      (await blocksOf([host(0), ...large], { ports: parsePorts('80') })).map((block) => block.hosts.length),
    ).toEqual([1, ...Array<number>(8).fill(MAX_BLOCK_HOSTS), 9000 - 8 * MAX_BLOCK_HOSTS])
  })

  test('excluded ports are taken off, from the host’s own too; a host without ports is skipped', async () => {
    const options = { ports: parsePorts('22,80'), excludePorts: parsePorts('80,443') }
    const items = await collect(
      spreadPorts(options)([
        host(0),
        host(1, { ports: parsePorts('443'), tag: 'x' }),
        host(2, { ports: parsePorts('80-81') }),
      ]),
    )
    expect(items[0]).toEqual({
      kind: 'skipped',
      target: 'net',
      address: '10.0.0.1',
      reason: 'excluded',
      tag: 'x',
    })
    const [block] = items.filter((item) => item.kind === 'block')
    expect(block!.ports.map(formatPorts)).toEqual(['22', '81'])
  })

  test('notices pass', async () => {
    const notice: Notice = { kind: 'warning', code: 'many-addresses', message: 'm' }
    const items = await collect(spreadPorts({ ports: parsePorts('80') })([host(0), notice, host(1)]))
    expect(items[0]).toBe(notice)
    expect(items).toHaveLength(2)
  })

  test('a slow source holds nothing back, unless shards have to agree', async () => {
    const groups = [[host(0), host(1)], [host(2)]]
    const sizes = async (shard?: Shard): Promise<number[]> =>
      (await blocksOf(slowly(groups), { ports: parsePorts('80'), ...(shard && { shard }) })).map(
        (block) => block.hosts.length,
      )
    expect(await sizes()).toEqual([2, 1])
    expect(await sizes({ index: 0, count: 1 })).toEqual([2, 1])
    expect(await sizes({ index: 0, count: 2 })).toEqual([3])
  })

  test('an error of a slow source comes after the block that was flushed', async () => {
    async function* source(): AsyncGenerator<ResolvedHost> {
      yield host(0)
      for (let at = 0; at < 3; at++) await turn()
      throw new Error('gone')
    }
    const seen: number[] = []
    const run = async (): Promise<void> => {
      for await (const item of spreadPorts({ ports: parsePorts('80') })(source())) {
        seen.push((item as Block).hosts.length)
        for (let at = 0; at < 6; at++) await turn()
      }
    }
    await expect(run()).rejects.toThrow('gone')
    expect(seen).toEqual([1])
  })

  test('reads no more hosts than fit in the block that is wanted, and closes its source', async () => {
    let read = 0
    let closed = false
    function* source(): Generator<ResolvedHost> {
      try {
        for (;;) yield host(read++)
      } finally {
        closed = true
      }
    }
    for await (const item of spreadPorts({ ports: parsePorts('-') })(source())) {
      expect((item as Block).hosts).toHaveLength(256)
      break
    }
    expect(read).toBeLessThanOrEqual(257)
    expect(closed).toBe(true)
  })

  test('a million hosts that a resumed scan has behind it let other work have its turn', async () => {
    let turns = 0
    const ticking = setInterval(() => turns++, 0)
    function* source(): Generator<ResolvedHost> {
      const one = host(0)
      for (let ordinal = 0; ordinal < 1_000_000; ordinal++) yield one
      yield host(7)
    }
    const resume = { blocks: [], index: 3, ordinal: 5, hosts: 1 }
    const blocks = await blocksOf(source(), { ports: parsePorts('80'), resume })
    clearInterval(ticking)
    expect(blocks.map((block) => [block.index, block.hosts.length])).toEqual([[3, 1]])
    expect(turns).toBeGreaterThan(2)
  })
})

describe('properties', () => {
  const own = fc.constantFrom(undefined, '443', '22,80', '1-5')
  const entries = fc.array(fc.record({ own, size: fc.integer({ min: 1, max: 4 }) }), {
    minLength: 1,
    maxLength: 20,
  })
  const cuts = fc.array(fc.integer({ min: 1, max: 7 }), { minLength: 1, maxLength: 8 })
  /**
   * Hosts in groups as a slow source gives them; hosts that stand for one name share their ordinal, and a group may
   * end in the middle of them.
   */
  const scanned = fc.tuple(entries, cuts).map(([list, sizes]) => {
    let address = 0
    const all = list.flatMap((entry, ordinal) => {
      const ports = entry.own === undefined ? {} : { ports: parsePorts(entry.own) }
      return Array.from({ length: entry.size }, () => ({ ...host(address++), ordinal, ...ports }))
    })
    const groups = sizes.map((size) => all.splice(0, size)).filter((group) => group.length > 0)
    return all.length > 0 ? [...groups, all] : groups
  })
  const usual = parsePorts('10-12')

  function product(groups: readonly (readonly ResolvedHost[])[]): string[] {
    return groups
      .flat()
      .flatMap((one) => [...(one.ports ?? usual).tcp].map((port) => `${one.address}:${port}`))
  }

  test('the shards of all blocks are hosts × ports, each once', async () => {
    await fc.assert(
      fc.asyncProperty(scanned, fc.integer({ min: 1, max: 4 }), fc.nat(), async (groups, count, seed) => {
        const found: string[] = []
        for (let index = 0; index < count; index++) {
          const blocks = await blocksOf(slowly(groups), { ports: usual, seed, shard: { index, count } })
          found.push(...blocks.flatMap(endpointsOf))
        }
        expect(found.sort()).toEqual(product(groups).sort())
      }),
      { numRuns: 40 },
    )
  })

  // Two runs cut different blocks, since the source is slow in one and quick in the other.
  test('a scan that stops anywhere and is resumed misses nothing and does nothing twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        scanned,
        fc.nat(),
        fc.nat(),
        fc.nat(),
        fc.boolean(),
        async (groups, seed, stop, picks, quick) => {
          const options: SpreadPortsOptions = { ports: usual, seed }
          const all = product(groups)
          let left = stop % (all.length + 1)
          const done: string[] = []
          const blocks: ResumedBlock[] = []
          let coverage: Coverage = NO_COVERAGE
          for await (const item of spreadPorts(options)(quick ? groups.flat() : slowly(groups))) {
            const block = item as Block
            coverage = coverBlock(coverage, block)
            const walk = new BlockWalk(block)
            const pending: [number, number][] = []
            while (left > 0 && walk.advance()) {
              left--
              if ((picks >> (left % 30)) & 1) pending.push([walk.position, 1])
              else done.push(`${block.hosts[walk.host]!.address}:${walk.port}`)
            }
            const progress = { next: walk.next, pending }
            blocks.push({ index: block.index, hosts: block.hosts, progress })
            if (left === 0) break
          }
          const resumed = { ...options, resume: { ...coverage, blocks } }
          const rest = await blocksOf(quick ? slowly(groups) : groups.flat(), resumed)
          expect([...done, ...rest.flatMap(endpointsOf)].sort()).toEqual(all.sort())
          expect(new Set(rest.map((block) => block.index)).size).toBe(rest.length)
        },
      ),
      { numRuns: 60 },
    )
  })

  test('from a text to endpoints, with exclusions, each once', async () => {
    const source = expandTargets({ seed: 3 })(['198.51.100.0/22', '198.51.101.7:22', '2001:db8::/120'])
    const blocks = await blocksOf(source as AsyncIterable<ResolvedHost | Notice>, {
      ports: parsePorts('1-20'),
      seed: 3,
    })
    const found = blocks.flatMap(endpointsOf)
    expect(found).toHaveLength(1024 * 20 + 1 + 256 * 20)
    // 198.51.101.7:22 is not among 1-20, so it comes in addition.
    expect(new Set(found).size).toBe(found.length)
  })
})
