import { setTimeout as pause } from 'node:timers/promises'
import { randomUUID } from 'node:crypto'
import { afterEach, describe, expect, test } from 'vitest'
import type { Job, JobQueue } from '../../src/integrations/server/queue/job-queue.ts'
import { eventually } from './eventually.ts'

/** What any `JobQueue` has to do, whatever it runs on. Each test gets an empty one. */
export function queueTests(name: string, make: () => Promise<JobQueue>, skip: string | undefined): void {
  let open: JobQueue[] = []
  const queueOf = async (): Promise<JobQueue> => {
    const queue = await make()
    open.push(queue)
    return queue
  }
  afterEach(async () => {
    await Promise.all(open.map((queue) => queue.close()))
    open = []
  })

  describe.skipIf(skip !== undefined)(`a queue on ${name}${skip ?? ''}`, () => {
    test('brings each job once, as it was put in', async () => {
      const queue = await queueOf()
      const jobs = [job(0, { traceparent: TRACE }), job(1), job(2)]
      await queue.add(jobs)
      const seen: Job[] = []
      queue.work(collecting(seen), { concurrency: 2 })
      await eventually(() => seen.length === 3)
      expect(seen.toSorted((a, b) => a.index - b.index)).toEqual(jobs)
    })

    test('a job that waits is there once, and may come again when it was done', async () => {
      const queue = await queueOf()
      const [twice] = [job(0)]
      await queue.add([twice, twice])
      await queue.add([twice])
      expect(await queue.length()).toBe(1)
      const seen: Job[] = []
      queue.work(collecting(seen), { concurrency: 1 })
      await eventually(() => seen.length === 1)
      // What is done may still be on its way out: put in again as the sweep would.
      await eventually(async () => {
        await queue.add([twice])
        return seen.length > 1
      })
      expect(seen[1]).toEqual(twice)
    })

    test('takes as many at once as it may, and no more', async () => {
      const queue = await queueOf()
      const gate = deferred()
      let [active, most, done] = [0, 0, 0]
      const work = queue.work(
        async () => {
          most = Math.max(most, ++active)
          await gate.promise
          active--
          done++
        },
        { concurrency: 3 },
      )
      await queue.add(Array.from({ length: 8 }, (_, index) => job(index)))
      await eventually(() => work.active === 3)
      await pause(50)
      expect(work.active).toBe(3)
      gate.resolve()
      await eventually(() => done === 8)
      expect(most).toBe(3)
      await eventually(() => work.active === 0)
    })

    test('two workers share what there is', async () => {
      const queue = await queueOf()
      const seen: Job[] = []
      queue.work(collecting(seen), { concurrency: 1 })
      queue.work(collecting(seen), { concurrency: 1 })
      const jobs = Array.from({ length: 10 }, (_, index) => job(index))
      await queue.add(jobs)
      await eventually(() => seen.length >= 10)
      await pause(50)
      expect(seen.map(({ id }) => id).toSorted()).toEqual(jobs.map(({ id }) => id).toSorted())
    })

    test('a handler that fails is told of, and the next job comes', async () => {
      const queue = await queueOf()
      const [seen, errors]: [Job[], unknown[]] = [[], []]
      queue.work(
        async (given) => {
          await collecting(seen)(given)
          if (given.index === 0) throw new Error('no')
        },
        { concurrency: 1, onError: (error) => errors.push(error) },
      )
      await queue.add([job(0)])
      await eventually(() => seen.length === 1)
      await queue.add([job(1)])
      await eventually(() => seen.length === 2)
      await eventually(() => errors.length > 0)
      expect(String(errors[0])).toContain('no')
      expect(await queue.length()).toBe(0)
    })

    test('closing work waits for what is under way, and leaves the rest to others', async () => {
      const queue = await queueOf()
      const [gate, seen]: [Gate, Job[]] = [deferred(), []]
      const work = queue.work(
        async (given) => {
          seen.push(given)
          await gate.promise
        },
        { concurrency: 1 },
      )
      await queue.add([job(0), job(1)])
      await eventually(() => seen.length === 1)
      let closed = false
      const closing = work.close().then(() => (closed = true))
      await pause(50)
      expect(closed).toBe(false)
      gate.resolve()
      await closing
      expect(work.active).toBe(0)
      const later: Job[] = []
      queue.work(collecting(later), { concurrency: 1 })
      await eventually(() => seen.length + later.length === 2)
      expect([...seen, ...later].map(({ index }) => index).toSorted()).toEqual([0, 1])
    })

    test('closing the queue ends what is under way by its signal', async () => {
      const queue = await queueOf()
      const begun = deferred()
      let reason: unknown
      queue.work(
        async (_job, signal) => {
          begun.resolve()
          await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
          reason = signal.reason
        },
        { concurrency: 1 },
      )
      await queue.add([job(0)])
      await begun.promise
      await queue.close()
      expect(reason).toBeDefined()
      await expect(queue.add([job(1)])).rejects.toThrow()
    })

    test('is ready', async () => {
      const queue = await queueOf()
      await expect(queue.ready()).resolves.toBeUndefined()
      expect(await queue.length()).toBe(0)
    })
  })
}

interface Gate {
  readonly promise: Promise<void>
  resolve(): void
}

const TRACE = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01'

function deferred(): Gate {
  let resolve = (): void => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

function collecting(seen: Job[]): (job: Job) => Promise<void> {
  return (job) => {
    seen.push(job)
    return Promise.resolve()
  }
}

function job(index: number, more: Partial<Job> = {}): Job {
  const scanId = randomUUID()
  return { id: `${scanId}:${index}:0`, scanId, index, ...more }
}
