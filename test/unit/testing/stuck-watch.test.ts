import { expect, test } from 'vitest'
import { StuckWatch } from '../../../src/testing/stuck-watch.ts'

const timers = () => process.getActiveResourcesInfo().filter((name) => name === 'Timeout').length
const forever = new Promise<never>(() => {})
const stuck = (why: string) => ({ code: 'ERR_STATE', message: expect.stringContaining(why) as string })

test('what settles is passed on, and nothing stays that could hold up the process', async () => {
  const before = timers()
  const watch = new StuckWatch()
  const given = watch.watch(Promise.resolve(7), 0, 10)
  const thrown = watch.watch(Promise.reject(new Error('odd')), 0, 10)
  watch.rest()
  expect(await given).toBe(7)
  await expect(thrown).rejects.toThrow('odd')
  expect(timers()).toBeLessThanOrEqual(before)
  watch.passed(Infinity)
})

test('each has its own limit of virtual time', async () => {
  const watch = new StuckWatch()
  const short = watch.watch(forever, 100, 10)
  const long = watch.watch(forever, 100, 1_000)
  watch.passed(110)
  watch.passed(111)
  await expect(short).rejects.toMatchObject(stuck('after 10 ms'))
  watch.passed(1_101)
  await expect(long).rejects.toMatchObject(stuck('after 1000 ms'))
})

test('who goes on within the grace is not stuck', async () => {
  const watch = new StuckWatch()
  const watched = watch.watch(forever, 0, 10)
  watch.rest()
  await new Promise((later) => setTimeout(later, 50))
  watch.wake()
  const outcome = await Promise.race([
    watched.catch(() => 'stuck'),
    new Promise((later) => setTimeout(later, 700, 'waits')),
  ])
  expect(outcome).toBe('waits')
  watch.rest()
  await expect(watched).rejects.toMatchObject(stuck('nothing is scheduled'))
})
