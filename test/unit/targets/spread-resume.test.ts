import { expect, test } from 'vitest'
import type { Block } from '../../../src/model/block.ts'
import { createBlock } from '../../../src/order/block.ts'
import { coverBlock, NO_COVERAGE } from '../../../src/targets/spread-resume.ts'

function block(index: number, ...ordinals: number[]): Block {
  const hosts = ordinals.map(
    (ordinal) => ({ kind: 'address', target: 't', address: '192.0.2.1', family: 4, ordinal }) as const,
  )
  return createBlock({ index, hosts, ports: hosts.map(() => ({ tcp: Uint16Array.of(80) })) })
}

test('counts the addresses of the last ordinal, over several blocks if need be', () => {
  const first = coverBlock(NO_COVERAGE, block(0, 0, 1, 1))
  expect(first).toEqual({ index: 1, ordinal: 1, hosts: 2 })
  const second = coverBlock(first, block(1, 1, 1))
  expect(second).toEqual({ index: 2, ordinal: 1, hosts: 4 })
  expect(coverBlock(second, block(2, 5))).toEqual({ index: 3, ordinal: 5, hosts: 1 })
})

test('blocks of an earlier run take nothing back', () => {
  expect(coverBlock({ index: 9, ordinal: 7, hosts: 2 }, block(3, 1, 2))).toEqual({
    index: 9,
    ordinal: 7,
    hosts: 2,
  })
})
