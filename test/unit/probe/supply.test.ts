import { describe, expect, test } from 'vitest'
import { puller, type AnyIterable } from '../../../src/flow/pull.ts'
import type { Block } from '../../../src/model/block.ts'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import type { Notice } from '../../../src/model/event.ts'
import { Supply } from '../../../src/probe/supply.ts'
import { rest } from '../../support/iterables.ts'
import { blockOf } from './pieces.ts'

type Item = Block | Endpoint | Notice

const at = (port: number): Endpoint => ({ address: '192.0.2.1', family: 4, port, transport: 'tcp' })
const notice: Notice = { kind: 'warning', code: 'many-addresses', message: 'two' }

function supplyOf(source: AnyIterable<Item>): { supply: Supply; arrived: () => number } {
  let arrived = 0
  return { supply: new Supply(puller(source), () => arrived++), arrived: () => arrived }
}

describe('Supply', () => {
  test('a block is not pulled before the one before was given out', () => {
    let made = 0
    function* blocks(): Generator<Block> {
      for (; made < 5;) yield blockOf(1, 1, { index: made++ })
    }
    const { supply } = supplyOf(blocks())
    expect(made).toBe(0)
    for (let index = 0; index < 5; index++) {
      expect(supply.next()).toMatchObject({ kind: 'block', index })
      expect(made).toBe(index + 1)
    }
    expect([supply.ended, supply.next(), supply.ended]).toEqual([false, undefined, true])
  })

  test('endpoints that come one by one are put together, notices pass', () => {
    const { supply } = supplyOf([at(1), at(2), at(3), notice, at(4), blockOf(1, 1, { index: 7 })])
    const given: unknown[] = []
    for (let item = supply.next(); item !== undefined; item = supply.next())
      given.push(item.kind === 'block' ? [...item.ports[0]!.tcp] : item)
    expect(given).toEqual([[1, 2, 3], notice, [4], [1]])
    expect(supply.ended).toBe(true)
  })

  test('what comes later is announced, and asked for once', async () => {
    let asked = 0
    async function* later(): AsyncGenerator<Item> {
      asked++
      await rest()
      yield blockOf(1, 1)
    }
    const { supply, arrived } = supplyOf(later())
    expect([supply.next(), supply.next()]).toEqual([undefined, undefined])
    await rest(3)
    expect([asked, arrived()]).toEqual([1, 1])
    expect(supply.next()).toMatchObject({ kind: 'block' })
    expect(supply.next()).toBeUndefined()
    await rest(3)
    expect([supply.ended, arrived()]).toEqual([true, 2])
    expect(() => supply.rethrow()).not.toThrow()
  })

  test.each([
    [
      'at once',
      function* () {
        yield notice
        throw new Error('broken')
      },
    ],
    [
      'later',
      async function* () {
        yield notice
        await rest()
        throw new Error('broken')
      },
    ],
  ])('a source that throws %s has ended; its error waits until somebody asks', async (_when, source) => {
    const { supply } = supplyOf(source())
    for (let asked = 0; asked < 4; asked++) {
      supply.next()
      await rest(3)
    }
    expect(supply.ended).toBe(true)
    expect(() => supply.rethrow()).toThrow('broken')
  })

  test('closing closes the source', async () => {
    let closed = false
    function* source(): Generator<Item> {
      try {
        yield notice
        yield notice
      } finally {
        closed = true
      }
    }
    const { supply } = supplyOf(source())
    supply.next()
    await supply.close()
    expect(closed).toBe(true)
  })
})
