import { createServer, type AddressInfo, type Server } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { memoryQueue } from '../../../../../src/integrations/server/queue/memory-queue.ts'
import { startWorker } from '../../../../../src/integrations/server/work/worker.ts'
import { eventually } from '../../../../support/eventually.ts'
import { memoryShards, storedScan } from '../../../../support/memory-shards.ts'

let server: Server
let port = 0
beforeAll(async () => {
  server = createServer((socket) => socket.on('error', () => {}).destroy())
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  port = (server.address() as AddressInfo).port
})
afterAll(() => server.close())

const allow = ['127.0.0.0/8']

test('what is due is done without anybody calling for it, shard by shard', async () => {
  const hosts = ['127.0.0.1', '127.0.0.2', '10.1.2.3']
  const shards = memoryShards(storedScan({ hosts, ports: `${port}` }, { shards: 3 }))
  const queue = memoryQueue()
  const worker = startWorker({ queue, shards, allow, workers: 2, sweepMs: 20 })
  await eventually(() => shards.outcomes.length === 3)
  expect(await shards.waiting()).toBe(0)
  const found = shards.outcomes.flatMap(({ hosts: seen }) => seen)
  expect(found.flatMap(({ ports }) => ports)).toMatchObject([{ address: '127.0.0.1', port, state: 'open' }])
  const refused = found.filter(({ host }) => host === '10.1.2.3')
  expect(refused.some(({ error }) => error?.includes('not permitted'))).toBe(true)
  expect(refused.every(({ addresses }) => addresses.length === 0)).toBe(true)
  await worker.close()
  expect(worker).toMatchObject({ active: 0, idle: 2 })
})

test('closing ends a long scan within a second, and another worker takes the shard', async () => {
  const shards = memoryShards(storedScan({ ports: '1-65535', rate: 50 }))
  const queue = memoryQueue()
  const worker = startWorker({ queue, shards, allow, sweepMs: 20 })
  await eventually(() => worker.active === 1)
  const begun = Date.now()
  await worker.close()
  expect(Date.now() - begun).toBeLessThan(10_000)
  expect(shards.rows[0]).toMatchObject({ status: 'pending', attempt: 0 })
})

test('without workers of its own it only calls for what is due', async () => {
  const shards = memoryShards()
  const queue = memoryQueue()
  const worker = startWorker({ queue, shards, allow, workers: 0, sweepMs: 20 })
  await eventually(async () => (await queue.length()) === 1)
  await worker.close()
  expect(shards.rows[0]!.attempt).toBe(0)
})
