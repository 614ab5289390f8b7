import type { Job, JobQueue, Work, WorkOptions } from './job-queue.ts'

type Handler = Parameters<JobQueue['work']>[0]

interface Taker {
  readonly handler: Handler
  readonly options: WorkOptions
  readonly underWay: Set<Promise<void>>
}

/**
 * A queue in this process: nothing is kept when it ends, and nothing has to be, since what is due in the store is put in
 * again. For one process alone.
 */
export function memoryQueue(): JobQueue {
  const waiting = new Map<string, Job>()
  const takers = new Set<Taker>()
  const forced = new AbortController()

  function deal(): void {
    for (const taker of takers) {
      while (taker.underWay.size < taker.options.concurrency) {
        const [job] = waiting.values()
        if (job === undefined) return
        waiting.delete(job.id)
        begin(taker, job)
      }
    }
  }

  function begin({ handler, options, underWay }: Taker, job: Job): void {
    // A turn later, so that whoever adds does not wait for a handler that begins with work.
    const done = Promise.resolve()
      .then(() => handler(job, forced.signal))
      .catch((error: unknown) => options.onError?.(error))
      .then(() => {
        underWay.delete(done)
        deal()
      })
    underWay.add(done)
  }

  function work(handler: Handler, options: WorkOptions): Work {
    const taker = { handler, options, underWay: new Set<Promise<void>>() }
    takers.add(taker)
    deal()
    return {
      get active() {
        return taker.underWay.size
      },
      async close() {
        takers.delete(taker)
        await Promise.all(taker.underWay)
      },
    }
  }

  return {
    name: 'memory',
    add(jobs) {
      if (forced.signal.aborted) return Promise.reject(new Error('the queue is closed'))
      for (const job of jobs) if (!waiting.has(job.id)) waiting.set(job.id, job)
      deal()
      return Promise.resolve()
    },
    work,
    length: () => Promise.resolve(waiting.size),
    ready: () => Promise.resolve(),
    async close() {
      forced.abort()
      waiting.clear()
      const left = [...takers].flatMap(({ underWay }) => [...underWay])
      takers.clear()
      await Promise.all(left)
    },
  }
}
