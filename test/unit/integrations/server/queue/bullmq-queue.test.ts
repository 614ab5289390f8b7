import { EventEmitter } from 'node:events'
import type { Processor } from 'bullmq'
import { expect, test } from 'vitest'
import { bullmqQueue } from '../../../../../src/integrations/server/queue/bullmq-queue.ts'

class FakeQueue extends EventEmitter {
  readonly added: unknown[] = []
  addBulk(jobs: unknown[]): Promise<void> {
    this.added.push(...jobs)
    return Promise.resolve()
  }
  getWaitingCount(): Promise<number> {
    return Promise.resolve(this.added.length)
  }
  close(): Promise<void> {
    return Promise.resolve()
  }
}

class FakeWorker extends EventEmitter {
  closes = 0
  close(): Promise<void> {
    this.closes++
    return Promise.resolve()
  }
}

function world() {
  const [queue, worker, errors]: [FakeQueue, FakeWorker, unknown[]] = [new FakeQueue(), new FakeWorker(), []]
  const made: { run?: Processor; options?: object; disconnected: number } = { disconnected: 0 }
  const jobs = bullmqQueue({
    name: 'fake',
    queue,
    makeWorker(run, options) {
      Object.assign(made, { run, options })
      return { worker, cut() {} }
    },
    ready: () => Promise.resolve(),
    disconnect: () => Promise.resolve(void made.disconnected++),
    onError: (error) => errors.push(error),
  })
  return { queue, worker, errors, made, jobs }
}

const JOB = { id: 'a:0:0', scanId: 'a', index: 0 }

test('a job leaves nothing behind, under its own id', async () => {
  const { jobs, queue } = world()
  await jobs.add([JOB])
  expect(queue.added).toEqual([
    { name: 'shard', data: JOB, opts: { jobId: 'a:0:0', removeOnComplete: true, removeOnFail: true } },
  ])
})

test('errors of the queue and of its workers are told and end nothing', async () => {
  const { jobs, queue, worker, errors, made } = world()
  const work = jobs.work(() => Promise.reject(new Error('handler')), { concurrency: 2 })
  queue.emit('error', new Error('queue'))
  worker.emit('error', new Error('worker'))
  await made.run!({ data: JOB } as never)
  expect(errors.map((error) => (error as Error).message)).toEqual(['queue', 'worker', 'handler'])
  expect(work.active).toBe(0)
})

test('what comes while the worker closes is not begun', async () => {
  const { jobs, made } = world()
  let begun = 0
  const work = jobs.work(() => Promise.resolve(void begun++), { concurrency: 1 })
  await work.close()
  await made.run!({ data: JOB } as never)
  expect(begun).toBe(0)
})

test('it is closed once, its workers first, and takes no more then', async () => {
  const { jobs, worker, made } = world()
  jobs.work(() => Promise.resolve(), { concurrency: 1 })
  await Promise.all([jobs.close(), jobs.close()])
  expect(worker.closes).toBe(1)
  expect(made.disconnected).toBe(1)
  await expect(jobs.add([JOB])).rejects.toThrow('closed')
})
