import { describe, expect, test } from 'vitest'
import type { Block } from '../../../src/model/block.ts'
import type { Notice } from '../../../src/model/event.ts'
import type { ResolvedHost } from '../../../src/model/host.ts'
import type { PortSet } from '../../../src/model/target.ts'
import { blockSize, MAX_BLOCK_ENDPOINTS } from '../../../src/order/block.ts'
import { BlockBuilder } from '../../../src/targets/block-builder.ts'
import { parsePorts } from '../../../src/targets/parse-ports.ts'

function host(ordinal: number, ports?: PortSet): ResolvedHost {
  return { kind: 'address', target: 't', address: '192.0.2.1', family: 4, ordinal, ...(ports && { ports }) }
}

describe('BlockBuilder', () => {
  test('has room for what is left of the block, and for one at least', () => {
    const builder = new BlockBuilder({ ports: parsePorts('-') }, 0)
    expect(builder.room).toBe(256)
    const out: (Block | Notice)[] = []
    for (let ordinal = 0; ordinal < 256; ordinal++) builder.add(host(ordinal), out)
    expect([out.length, builder.room]).toEqual([0, 1])
    builder.add(host(256), out)
    expect([out.length, builder.room]).toEqual([1, 255])
  })

  test('no mixture of port sets and groups outgrows a block or loses a host', () => {
    const sets = [parsePorts('-'), parsePorts('1-40000'), parsePorts('80')]
    const builder = new BlockBuilder({ ports: parsePorts('80') }, 0)
    const out: (Block | Notice)[] = []
    for (let at = 0; at < 3000; at++)
      builder.add(host(Math.floor(at / 150), sets[Math.floor(at / 150) % 3]), out)
    const blocks = [...out, builder.flush()!] as Block[]
    for (const block of blocks) expect(blockSize(block)).toBeLessThanOrEqual(MAX_BLOCK_ENDPOINTS)
    expect(blocks.flatMap((block) => block.hosts.map(({ ordinal }) => ordinal))).toEqual(
      Array.from({ length: 3000 }, (_, at) => Math.floor(at / 150)),
    )
    expect(blocks.map(({ index }) => index)).toEqual([...blocks.keys()])
  })

  test('counts on from the first index, resumes a block under its own', () => {
    const builder = new BlockBuilder({ ports: parsePorts('22,80'), seed: 4 }, 7)
    const [made] = [new BlockBuilder({ ports: parsePorts('22,80'), seed: 4 }, 0)].map((first) => {
      first.add(host(0), [])
      return first.flush()!
    })
    const progress = { next: 1, pending: [] }
    expect(builder.resume({ index: 0, hosts: made!.hosts, progress })).toEqual({ ...made, resume: progress })
    builder.add(host(1), [])
    expect(builder.flush()).toMatchObject({ index: 7 })
    expect(builder.flush()).toBeUndefined()
    expect(builder.empty).toBe(true)
  })
})
