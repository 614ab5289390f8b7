import { describe, expect, test } from 'vitest'
import type { Discoverer, Discovery } from '../../../src/discover/discoverer.ts'
import { tcpPing } from '../../../src/discover/tcp-ping.ts'
import { withHeadStart } from '../../../src/discover/with-head-start.ts'
import { delay } from '../../../src/flow/delay.ts'
import { discovererContract } from '../../../src/testing/contracts/discoverer-contract.ts'
import { contractTests } from '../../support/contract-tests.ts'
import { abortListeners } from '../../support/open-handles.ts'
import { discoverWorld, hostAt } from './tools.ts'

const host = hostAt('192.0.2.1')

contractTests(
  'two discoverers at once',
  discovererContract(() => ({ discoverer: withHeadStart(after(300, 'unknown').discoverer, tcpPing(), 150) })),
)

/** Says that after so many milliseconds; tells when it began and whether it was left. */
function after(milliseconds: number, status: Discovery['status']) {
  const seen = { begun: -1, left: false }
  const discoverer: Discoverer = {
    name: status,
    async discover(_host, { clock, signal }) {
      seen.begun = clock.now()
      await delay(milliseconds, clock, signal)
      seen.left = signal.aborted
      return { status }
    },
  }
  return { discoverer, seen }
}

async function both(first: ReturnType<typeof after>, second: ReturnType<typeof after>) {
  const { clock, tools, abort } = discoverWorld({})
  const asked = withHeadStart(first.discoverer, second.discoverer, 100).discover(host, tools)
  const { status } = await clock.runUntilIdle(asked)
  const now = clock.now()
  await clock.runUntilIdle(Promise.resolve())
  expect([clock.waiting, abortListeners(abort.signal)]).toEqual([0, 0])
  return { status, now, begun: second.seen.begun, left: [first.seen.left, second.seen.left] }
}

describe('withHeadStart', () => {
  test.each(['up', 'down'] as const)(
    'who knows at once (%s) leaves nothing for the second',
    async (status) => {
      expect(await both(after(99, status), after(10, 'up'))).toMatchObject({ status, now: 99, begun: -1 })
    },
  )

  test('who does not know early is joined by the second, and who knows first ends both', async () => {
    const one = await both(after(300, 'up'), after(900, 'silent'))
    expect(one).toMatchObject({ status: 'up', now: 300, begun: 100, left: [false, true] })
    const two = await both(after(900, 'silent'), after(50, 'up'))
    expect(two).toMatchObject({ status: 'up', now: 150, begun: 100, left: [true, false] })
  })

  test('who knows nothing keeps the second waiting no longer', async () => {
    expect(await both(after(10, 'unknown'), after(50, 'silent'))).toMatchObject({
      status: 'silent',
      begun: 10,
    })
    expect(await both(after(10, 'silent'), after(50, 'up'))).toMatchObject({ status: 'up', now: 60 })
  })

  test('the second may be silent before the first knows better', async () => {
    expect(await both(after(400, 'up'), after(50, 'silent'))).toMatchObject({ status: 'up', now: 400 })
  })

  test('what this machine could not ask of the second is not the host’s silence', async () => {
    expect(await both(after(200, 'silent'), after(50, 'unknown'))).toMatchObject({ status: 'unknown' })
  })

  test('what one throws is told, and the other is left', async () => {
    const broken: Discoverer = { name: 'broken', discover: () => Promise.reject(new Error('a mistake')) }
    const other = after(500, 'silent')
    for (const [first, second] of [
      [broken, other.discoverer],
      [other.discoverer, broken],
    ] as const) {
      const { clock, tools } = discoverWorld({})
      const asked = withHeadStart(first, second, 100).discover(host, tools)
      await expect(clock.runUntilIdle(asked)).rejects.toThrow('a mistake')
      await clock.runUntilIdle(Promise.resolve())
      expect(clock.waiting).toBe(0)
    }
  })

  test('both are opened and left; where one cannot be, the other is not held', async () => {
    const said: string[] = []
    const holding: Discoverer = {
      name: 'holding',
      open: () => (said.push('open'), () => void said.push('leave')),
      discover: () => Promise.resolve({ status: 'up' }),
    }
    const leave = await withHeadStart(holding, holding, 1).open!()
    await leave()
    expect(said).toEqual(['open', 'open', 'leave', 'leave'])
    const barred = { ...holding, open: () => Promise.reject(new Error('no capability')) }
    await expect(withHeadStart(holding, barred, 1).open!()).rejects.toThrow('no capability')
    expect(said.slice(4)).toEqual(['open', 'leave'])
  })
})
