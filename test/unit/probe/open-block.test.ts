import { expect, test } from 'vitest'
import { OpenBlock } from '../../../src/probe/open-block.ts'
import { blockOf, type BlockOptions } from './pieces.ts'

const opened = (options: BlockOptions = {}): OpenBlock => new OpenBlock(blockOf(2, 5, options))

test('a block that has not begun has everything before it', () => {
  expect(opened().progress()).toEqual({ next: 0, pending: [] })
})

test('what was walked and is not done is pending, in order of position', () => {
  const block = opened()
  const ports = [0, 1, 2, 3].map(() => {
    const { position } = block.advance()!
    const port = { position, silentTries: position }
    block.pending.add(port)
    return port
  })
  block.pending.delete(ports[1]!)
  block.pending.delete(ports[2]!)
  block.pending.add(ports[1]!)
  expect(block.progress()).toEqual({
    next: 4,
    pending: [
      [0, 0],
      [1, 1],
      [3, 3],
    ],
  })
})

test('of a resumed block, pending ones that were not walked are pending still', () => {
  const resume = { next: 6, pending: [[1, 2] as const, [4, 0] as const, [5, 1] as const] }
  const block = opened({ resume })
  expect(block.progress()).toEqual(resume)
  const { position, tries } = block.advance()!
  expect([position, tries]).toEqual([1, 2])
  expect(block.progress().pending).toEqual([
    [4, 0],
    [5, 1],
  ])
  block.pending.add({ position: 1, silentTries: 2 })
  expect(block.progress()).toEqual(resume)
})

test('a shard moves on by its own positions', () => {
  const block = opened({ shard: { index: 1, count: 3 } })
  const walked: number[] = []
  for (let walk = block.advance(); walk; walk = block.advance()) walked.push(walk.position)
  expect(walked).toEqual([1, 4, 7])
  expect(block.progress().next).toBe(10)
})

test('is finished once it was walked and nothing is pending', () => {
  const block = opened()
  const port = { position: 0, silentTries: 0 }
  block.pending.add(port)
  while (block.advance());
  expect([block.walked, block.finished]).toEqual([true, false])
  block.pending.delete(port)
  expect(block.finished).toBe(true)
})
