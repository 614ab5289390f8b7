import { expect, test } from 'vitest'
import type { Endpoint } from '../../../src/model/endpoint.ts'
import type { Connector } from '../../../src/net/connection.ts'
import { withTurns } from '../../../src/net/turns.ts'
import { connectorContract } from '../../../src/testing/contracts/connector-contract.ts'
import { contractTests } from '../../support/contract-tests.ts'
import { rest } from '../../support/iterables.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { memoryWorld } from '../../support/memory-world.ts'
import { systemClock } from '../../../src/model/clock.ts'

contractTests(
  'a connector that dials by turns',
  connectorContract(() => memoryWorld((dial) => withTurns(dial, systemClock))),
)

const endpoint: Endpoint = { address: '192.0.2.1', family: 4, port: 1, transport: 'tcp' }

function counted() {
  const clock = manualClock()
  const dials: number[] = []
  const inner: Connector = (_endpoint, { timeout }) => {
    dials.push(timeout!)
    // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a failure of a dial is data
    return Promise.reject({ code: 'ECONNREFUSED' })
  }
  const dial = withTurns(inner, clock)
  const start = (number: number): Promise<unknown> => dial(endpoint, { timeout: number }).catch(() => {})
  return { clock, dials, start }
}

test('four in a turn, the others in the order of their coming, each in the end', async () => {
  const { clock, dials, start } = counted()
  const all = Array.from({ length: 10 }, (_, number) => start(number))
  await rest(2)
  expect(dials).toEqual([0, 1, 2, 3])
  await clock.advance(0)
  await Promise.all(all)
  expect(dials).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
  expect(clock.waiting).toBe(0)
})

test('who gives up while it waits is not dialled', async () => {
  const { clock, dials, start } = counted()
  const all = Array.from({ length: 4 }, (_, number) => start(number))
  let cancel = (): void => {}
  const dial = withTurns(() => expect.unreachable('it was dialled'), clock)
  const late = Array.from({ length: 5 }, () =>
    dial(endpoint, { onCancel: (hook) => (cancel = hook) }).catch((failure: unknown) => failure),
  )
  await rest(2)
  cancel()
  await clock.advance(0)
  expect(await late[4]).toEqual({ code: 'ECANCELED', local: true })
  await Promise.all(all)
  expect(dials).toHaveLength(4)
})

test('who dials alone does not wait', async () => {
  const { clock, dials, start } = counted()
  for (let number = 0; number < 9; number++) {
    await start(number)
    await clock.advance(1)
  }
  expect(dials).toHaveLength(9)
})

test('between two turns the loop has its own', async () => {
  const order: string[] = []
  const dial = withTurns(() => {
    order.push('dial')
    return Promise.reject(new Error('no'))
  }, systemClock)
  const all = Array.from({ length: 12 }, () => dial(endpoint, {}).catch(() => {}))
  setImmediate(() => order.push('other'))
  await Promise.all(all)
  expect(order.indexOf('other')).toBeLessThan(9)
  expect(order).toHaveLength(13)
})
