import { setMaxListeners } from 'node:events'
import { describe, expect, test } from 'vitest'
import type { Limiter, Release } from '../../src/net/limiter.ts'
import { rest } from '../support/iterables.ts'
import { abortListeners } from '../support/open-handles.ts'

/** What every `Limiter` must do, ours or a stranger's. */
export function limiterContract(title: string, make: (limit: number) => Limiter): void {
  describe(`${title} keeps the limiter contract`, () => {
    test('gives slots up to the limit at once, and counts them', async () => {
      const limiter = make(2)
      expect(limiter).toMatchObject({ limit: 2, active: 0, waiting: 0 })
      await limiter.acquire()
      await limiter.acquire()
      const third = limiter.acquire()
      await rest()
      expect(limiter).toMatchObject({ active: 2, waiting: 1 })
      void third
    })

    test('the bound is never exceeded, and everybody has a turn', async () => {
      const limiter = make(5)
      let holding = 0
      let most = 0
      const hold = async (turn: number): Promise<void> => {
        const release = await limiter.acquire(turn % 3 === 0 ? { priority: turn } : {})
        most = Math.max(most, ++holding)
        expect(limiter.active).toBeLessThanOrEqual(5)
        await rest(turn % 3)
        holding--
        release()
      }
      await Promise.all(Array.from({ length: 200 }, (_, turn) => hold(turn)))
      expect(most).toBe(5)
      await rest()
      expect(limiter).toMatchObject({ active: 0, waiting: 0 })
    })

    test('giving a slot back twice gives back one', async () => {
      const limiter = make(1)
      const release = await limiter.acquire()
      release()
      release()
      const second = await limiter.acquire()
      let third = false
      void limiter.acquire().then(() => (third = true))
      release()
      await rest(2)
      expect(third).toBe(false)
      second()
      await rest(2)
      expect(third).toBe(true)
    })

    test('who waits goes by priority, then in the order of the calls', async () => {
      const limiter = make(1)
      const first = await limiter.acquire()
      const order: string[] = []
      const wait = async (name: string, priority?: number): Promise<void> => {
        const release = await limiter.acquire(priority === undefined ? {} : { priority })
        order.push(name)
        release()
      }
      const all = [wait('a'), wait('low', -1), wait('b'), wait('high', 5), wait('c', 0)]
      await rest()
      first()
      await Promise.all(all)
      expect(order).toEqual(['high', 'a', 'b', 'c', 'low'])
    })

    test('a signal that has fired refuses with its reason', async () => {
      const limiter = make(1)
      const reason = new Error('too late')
      await expect(limiter.acquire({ signal: AbortSignal.abort(reason) })).rejects.toBe(reason)
      await rest()
      expect(limiter).toMatchObject({ active: 0, waiting: 0 })
    })

    test('a signal that fires takes the caller out of the line', async () => {
      const limiter = make(1)
      const release = await limiter.acquire()
      const abort = new AbortController()
      const refused = limiter.acquire({ signal: abort.signal })
      const next = limiter.acquire()
      const reason = new Error('enough')
      abort.abort(reason)
      await expect(refused).rejects.toBe(reason)
      expect(limiter.waiting).toBe(1)
      release()
      ;(await next)()
    })

    test('a signal that fires while the slot is held does not give it to the next one', async () => {
      const limiter = make(1)
      const abort = new AbortController()
      const release = await limiter.acquire({ signal: abort.signal })
      let second: Release | undefined
      void limiter.acquire().then((slot) => (second = slot))
      abort.abort()
      await rest(3)
      expect(second).toBeUndefined()
      expect(limiter.active).toBe(1)
      release()
      await rest(3)
      expect(second).toBeDefined()
    })

    test('leaves no listener on the signal, granted or refused', async () => {
      const limiter = make(1)
      const { signal } = new AbortController()
      const release = await limiter.acquire({ signal })
      expect(abortListeners(signal)).toBe(0)
      const abort = new AbortController()
      const waiting = limiter.acquire({ signal: abort.signal })
      abort.abort()
      await waiting.catch(() => {})
      expect(abortListeners(abort.signal)).toBe(0)
      release()
    })

    test('hundreds of aborted waits leave nothing behind', async () => {
      const limiter = make(1)
      const release = await limiter.acquire()
      const abort = new AbortController()
      setMaxListeners(0, abort.signal)
      const waits = Array.from({ length: 300 }, () => limiter.acquire({ signal: abort.signal }))
      abort.abort()
      const answers = await Promise.allSettled(waits)
      expect(answers.every(({ status }) => status === 'rejected')).toBe(true)
      release()
      await rest()
      expect(limiter).toMatchObject({ active: 0, waiting: 0 })
    })
  })
}
