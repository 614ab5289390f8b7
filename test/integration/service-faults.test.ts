import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, test } from 'vitest'
import { Redis } from 'ioredis'
import { LEASE, openFaultLab, type FaultLab, type WorkerProcess } from '../support/fault-lab.ts'
import { lastingPostgresql, type LastingPostgresql } from '../support/lasting-postgresql.ts'
import { postgresqlProgram } from '../support/postgresql-server.ts'
import { missingProgram, type RealServer } from '../support/real-server.ts'
import { redisServer } from '../support/redis-server.ts'

/** How often each fault comes; `npm run lab:faults` says more. */
const MOMENTS = Number(process.env['FAULT_MOMENTS'] ?? 3)
/** In the lab each fault comes at each of them, in a scan of 50,000 endpoints. */
const inLab = process.env['FAULT_MOMENTS'] !== undefined
const few = inLab ? MOMENTS : 1
const moments = Array.from({ length: MOMENTS }, (_, at) => (at + 0.5) / MOMENTS)

const missing = missingProgram(postgresqlProgram('postgres') ?? 'postgres', 'redis-server')

describe.skipIf(missing !== undefined)(`a scan outlives${missing ?? ''}`, { timeout: 180_000 }, () => {
  let postgresql: LastingPostgresql
  let redis: RealServer
  let lab: FaultLab
  let queues: Record<string, string>
  let workers: WorkerProcess[] = []

  beforeAll(async () => {
    postgresql = await lastingPostgresql()
    redis = await redisServer()
    lab = await openFaultLab(postgresql, inLab ? { endpoints: 50_000, rate: 20_000 } : {})
    queues = { REDIS_URL: `redis://127.0.0.1:${redis.port}` }
    workers = [await lab.startWorker(queues), await lab.startWorker(queues)]
  })
  afterAll(async () => {
    await lab.close()
    await redis.stop()
    await postgresql.stop()
  })

  test.each(moments)('SIGKILL of all workers, at %f', async (moment) => {
    const scan = await lab.startScan()
    await lab.reached(scan, moment)
    await Promise.all(workers.map((worker) => worker.kill()))
    workers = [await lab.startWorker(queues), await lab.startWorker(queues)]
    await lab.checkEnd(scan)
  })

  test.each(moments.slice(0, few))('SIGSTOP past the lease, then SIGCONT, at %f', async (moment) => {
    const scan = await lab.startScan()
    await lab.reached(scan, moment)
    workers[0]!.signal('SIGSTOP')
    try {
      await pause(LEASE * 2)
    } finally {
      workers[0]!.signal('SIGCONT')
    }
    await lab.checkEnd(scan)
  })

  test.each(moments.slice(0, few))('all of Redis lost, at %f', async (moment) => {
    const scan = await lab.startScan()
    await lab.reached(scan, moment)
    const client = new Redis(redis.port, '127.0.0.1')
    await client.flushall()
    client.disconnect()
    await lab.checkEnd(scan)
  })

  test.each(moments.slice(0, few))('Redis away and back, empty, at %f', async (moment) => {
    const scan = await lab.startScan()
    await lab.reached(scan, moment)
    const { port } = redis
    await redis.stop()
    await pause(500)
    redis = await redisServer(port)
    await lab.checkEnd(scan)
  })

  test.each(moments.slice(0, few))('a crash of PostgreSQL, at %f', async (moment) => {
    const scan = await lab.startScan()
    await lab.reached(scan, moment)
    await postgresql.restart(500)
    await lab.checkEnd(scan)
  })

  test('the queue on PostgreSQL, with a worker killed and a crash', async () => {
    await Promise.all(workers.map((worker) => worker.kill()))
    workers = [await lab.startWorker({}), await lab.startWorker({})]
    const scan = await lab.startScan()
    await lab.reached(scan, 0.2)
    await workers[0]!.kill()
    await lab.reached(scan, 0.5)
    await postgresql.restart()
    await lab.checkEnd(scan)
  })
})
