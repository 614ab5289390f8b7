import assert from 'node:assert/strict'
import { setMaxListeners } from 'node:events'
import type { Limiter, Release } from 'portscan-core'
import { casesOf, like, rejectionOf, type ContractCase, type Uses } from './contract-case.ts'
import { abortListeners, rest } from './event-loop.ts'

/**
 * What every `Limiter` must do, ours or a stranger's.
 *
 * @example
 * for (const { name, run } of limiterContract(createLimiter)) test(name, run)
 */
export function limiterContract(make: (limit: number) => Limiter): ContractCase[] {
  return casesOf(USES, () => make)
}

const USES: Uses<(limit: number) => Limiter> = {
  async 'gives slots up to the limit at once, and counts them'(make) {
    const limiter = make(2)
    like(limiter, { limit: 2, active: 0, waiting: 0 })
    await limiter.acquire()
    await limiter.acquire()
    void limiter.acquire()
    await rest()
    like(limiter, { active: 2, waiting: 1 })
  },

  async 'the bound is never exceeded, and everybody has a turn'(make) {
    const limiter = make(5)
    let holding = 0
    let most = 0
    const hold = async (turn: number): Promise<void> => {
      const release = await limiter.acquire(turn % 3 === 0 ? { priority: turn } : {})
      most = Math.max(most, ++holding)
      assert.ok(limiter.active <= 5)
      await rest(turn % 3)
      holding--
      release()
    }
    await Promise.all(Array.from({ length: 200 }, (_, turn) => hold(turn)))
    assert.equal(most, 5)
    await rest()
    like(limiter, { active: 0, waiting: 0 })
  },

  async 'giving a slot back twice gives back one'(make) {
    const limiter = make(1)
    const release = await limiter.acquire()
    release()
    release()
    const second = await limiter.acquire()
    let third = false
    void limiter.acquire().then(() => (third = true))
    release()
    await rest(2)
    assert.equal(third, false)
    second()
    await rest(2)
    assert.equal(third, true)
  },

  async 'who waits goes by priority, then in the order of the calls'(make) {
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
    assert.deepEqual(order, ['high', 'a', 'b', 'c', 'low'])
  },

  async 'a signal that has fired refuses with its reason'(make) {
    const limiter = make(1)
    const reason = new Error('too late')
    assert.equal(await rejectionOf(limiter.acquire({ signal: AbortSignal.abort(reason) })), reason)
    await rest()
    like(limiter, { active: 0, waiting: 0 })
  },

  async 'a signal that fires takes the caller out of the line'(make) {
    const limiter = make(1)
    const release = await limiter.acquire()
    const abort = new AbortController()
    const refused = limiter.acquire({ signal: abort.signal })
    const next = limiter.acquire()
    const reason = new Error('enough')
    abort.abort(reason)
    assert.equal(await rejectionOf(refused), reason)
    assert.equal(limiter.waiting, 1)
    release()
    ;(await next)()
  },

  async 'a signal that fires while the slot is held does not give it to the next one'(make) {
    const limiter = make(1)
    const abort = new AbortController()
    const release = await limiter.acquire({ signal: abort.signal })
    let second: Release | undefined
    void limiter.acquire().then((slot) => (second = slot))
    abort.abort()
    await rest(3)
    assert.deepEqual([second, limiter.active], [undefined, 1])
    release()
    await rest(3)
    assert.ok(second !== undefined)
  },

  async 'leaves no listener on the signal, granted or refused'(make) {
    const limiter = make(1)
    const { signal } = new AbortController()
    const release = await limiter.acquire({ signal })
    assert.equal(abortListeners(signal), 0)
    const abort = new AbortController()
    const waiting = limiter.acquire({ signal: abort.signal })
    abort.abort()
    await waiting.catch(() => {})
    assert.equal(abortListeners(abort.signal), 0)
    release()
  },

  async 'hundreds of aborted waits leave nothing behind'(make) {
    const limiter = make(1)
    const release = await limiter.acquire()
    const abort = new AbortController()
    setMaxListeners(0, abort.signal)
    const waits = Array.from({ length: 300 }, () => limiter.acquire({ signal: abort.signal }))
    abort.abort()
    const answers = await Promise.allSettled(waits)
    assert.ok(answers.every(({ status }) => status === 'rejected'))
    release()
    await rest()
    like(limiter, { active: 0, waiting: 0 })
  },
}
