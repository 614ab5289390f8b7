import { expect, test } from 'vitest'
import type { ShardOutcome } from '../../../../../src/integrations/server/store/store.ts'
import { noTelemetry, type ShardFacts } from '../../../../../src/integrations/server/telemetry/telemetry.ts'
import type { ShardTask } from '../../../../../src/integrations/server/work/shard-task.ts'
import { workOnShard } from '../../../../../src/integrations/server/work/shard-work.ts'
import { eventually } from '../../../../support/eventually.ts'
import { memoryShards, storedScan, type MemoryShards } from '../../../../support/memory-shards.ts'

type Run = (task: ShardTask) => Promise<ShardOutcome>

const OUTCOME: ShardOutcome = { backend: 'connect', hosts: [] }
const untilAborted: Run = ({ signal }) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason as Error)))

function world(run: Run, { shards = memoryShards(), leaseMs = 1_000 } = {}) {
  const [facts, errors, tasks]: [ShardFacts[], unknown[], ShardTask[]] = [[], [], []]
  const closing = new AbortController()
  const parts = {
    shards,
    backends: {
      run(_asked: unknown, task: ShardTask) {
        tasks.push(task)
        return run(task)
      },
    },
    telemetry: { ...noTelemetry, shardFinished: (shard: ShardFacts) => facts.push(shard) },
    owner: 'me',
    allow: ['127.0.0.0/8'],
    leaseMs,
    attempts: 3,
    retryMs: 0,
    onError: (error: unknown) => errors.push(error),
  }
  const job = { id: 'x', scanId: shards.scan.scan_id, index: 0 }
  const work = (): Promise<void> => workOnShard(parts, job, closing.signal)
  return { shards, facts, errors, tasks, closing, work }
}

test('claimed, scanned, written', async () => {
  const { shards, facts, tasks, work } = world(() => Promise.resolve(OUTCOME))
  await work()
  expect(shards.outcomes).toEqual([{ ...OUTCOME, index: 0 }])
  expect(facts).toMatchObject([{ outcome: 'done', backend: 'connect' }])
  expect(tasks[0]).toMatchObject({ hosts: ['127.0.0.1'], ports: '1-10', allow: ['127.0.0.0/8'], seed: 7 })
  await work()
  expect(tasks).toHaveLength(1)
})

test('three attempts, then the shard has failed', async () => {
  const { shards, errors, work } = world(() => Promise.reject(new Error('no descriptors')))
  await work()
  expect(shards.rows[0]).toMatchObject({ status: 'pending', attempt: 1, error: 'no descriptors' })
  await work()
  await work()
  expect(shards.rows[0]).toMatchObject({ status: 'failed', attempt: 3 })
  expect(errors).toEqual([])
})

test('a shard that ended its workers is not given to a fourth', async () => {
  const shards = memoryShards()
  shards.rows[0]!.attempt = 3
  const { tasks, work } = world(() => Promise.resolve(OUTCOME), { shards })
  await work()
  expect(tasks).toEqual([])
  expect(shards.rows[0]).toMatchObject({
    status: 'failed',
    error: expect.stringContaining('3 times') as string,
  })
})

test('a worker that closes ends the scan and gives the shard back uncounted', async () => {
  const { shards, tasks, closing, work } = world(untilAborted)
  const working = work()
  await eventually(() => tasks.length === 1)
  closing.abort(new Error('closed'))
  await working
  expect(shards.rows[0]).toMatchObject({ status: 'pending', attempt: 0 })
  await work()
  expect(tasks).toHaveLength(1)
})

test.each(['cancelled', 'lost'] as const)('what is %s is ended, and nothing is written', async (end) => {
  const { shards, facts, tasks, work } = world(untilAborted, { leaseMs: 30 })
  const working = work()
  await eventually(() => tasks.length === 1)
  if (end === 'cancelled') shards.cancelled = true
  else shards.rows[0]!.attempt = 2
  await working
  expect(facts).toMatchObject([{ outcome: end }])
  expect(shards.outcomes).toEqual([])
  expect(shards.rows[0]!.status).toBe('in_progress')
})

test('whoever slept past the lease writes nothing', async () => {
  const shards: MemoryShards = memoryShards()
  const { facts, work } = world(
    () => {
      // Somebody else took it, and this one has not heard of it.
      shards.rows[0]!.attempt = 2
      return Promise.resolve(OUTCOME)
    },
    { shards },
  )
  await work()
  expect(facts).toMatchObject([{ outcome: 'lost' }])
  expect(shards.outcomes).toEqual([])
})

test('results are kept while the store is away, and written when it is back', async () => {
  const shards = memoryShards()
  const { errors, work } = world(
    () => {
      shards.trouble = new Error('away')
      return Promise.resolve(OUTCOME)
    },
    { shards },
  )
  const working = work()
  await eventually(() => errors.length > 1)
  delete shards.trouble
  await working
  expect(shards.outcomes).toHaveLength(1)
})

test('a store that is away when a worker closes keeps nobody', async () => {
  const shards = memoryShards()
  const { tasks, closing, errors, work } = world(untilAborted, { shards })
  const working = work()
  await eventually(() => tasks.length === 1)
  shards.trouble = new Error('away')
  closing.abort(new Error('closed'))
  await working
  expect(errors.length).toBeGreaterThan(0)
})

test('the rate of a scan is shared out to its shards, and the worker has one of its own', async () => {
  const shards = memoryShards(storedScan({ rate: 100 }, { shards: 4 }))
  const { tasks, work } = world(() => Promise.resolve(OUTCOME), { shards })
  await work()
  expect(tasks[0]!.rate).toBe(25)
})
