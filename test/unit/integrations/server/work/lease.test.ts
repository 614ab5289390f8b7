import { expect, test } from 'vitest'
import { Lease } from '../../../../../src/integrations/server/work/lease.ts'
import type { ShardClaim } from '../../../../../src/integrations/server/store/store.ts'
import { eventually } from '../../../../support/eventually.ts'
import { memoryShards } from '../../../../support/memory-shards.ts'

async function world(leaseMs = 30) {
  const shards = memoryShards()
  const claim = (await shards.claim({ scanId: shards.scan.scan_id, index: 0 }, 'me', leaseMs)) as ShardClaim
  const [closing, errors]: [AbortController, unknown[]] = [new AbortController(), []]
  const lease = new Lease(shards, claim, {
    leaseMs,
    closing: closing.signal,
    onError: (error) => errors.push(error),
  })
  return { shards, claim, closing, errors, lease }
}

test('it is renewed for as long as it runs', async () => {
  const { shards, lease } = await world()
  const first = shards.rows[0]!.due
  await eventually(() => shards.rows[0]!.due > first)
  expect(lease.signal.aborted).toBe(false)
  lease.stop()
  expect(lease.end).toBeUndefined()
})

test('what somebody else has is lost', async () => {
  const { shards, lease } = await world()
  Object.assign(shards.rows[0]!, { attempt: 2 })
  await eventually(() => lease.signal.aborted)
  expect(lease.end).toBe('lost')
})

test('what nobody wants is cancelled', async () => {
  const { shards, lease } = await world()
  shards.cancelled = true
  await eventually(() => lease.signal.aborted)
  expect(lease.end).toBe('cancelled')
})

test('a store that is away ends nothing', async () => {
  const { shards, errors, lease } = await world()
  shards.trouble = new Error('away')
  await eventually(() => errors.length > 1)
  expect(lease.signal.aborted).toBe(false)
  delete shards.trouble
  const due = shards.rows[0]!.due
  await eventually(() => shards.rows[0]!.due > due)
  lease.stop()
})

test('closing ends it by its reason, and the shard is still ours', async () => {
  const { closing, lease } = await world(60_000)
  closing.abort(new Error('closed'))
  expect(lease.signal.reason).toEqual(new Error('closed'))
  expect(lease.end).toBeUndefined()
  lease.stop()
})

test('what was closed before is ended from the start', async () => {
  const { shards, claim } = await world(60_000)
  const options = { leaseMs: 60_000, closing: AbortSignal.abort(new Error('closed')), onError() {} }
  const lease = new Lease(shards, claim, options)
  expect(lease.signal.aborted).toBe(true)
  lease.stop()
})
