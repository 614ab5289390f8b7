import { PassThrough } from 'node:stream'
import { expect, test } from 'vitest'
import { joinTargets } from '../../../src/cli/joined-targets.ts'
import { targetsFromStream } from '../../../src/targets/targets-from-stream.ts'

test('one source after the other, each opened when it is its turn', async () => {
  const opened: string[] = []
  async function* source(name: string) {
    opened.push(name)
    yield name
  }
  const joined = joinTargets([
    { targets: ['a', 'b'] },
    { targets: source('c') },
    { targets: [] },
    { targets: source('d') },
  ])
  expect([await joined.next(), await joined.next()].map(({ value }) => value as string)).toEqual(['a', 'b'])
  expect(opened).toEqual([])
  const rest: unknown[] = []
  for await (const target of joined) rest.push(target)
  expect(rest).toEqual(['c', 'd'])
  expect(await joined.next()).toEqual({ done: true, value: undefined })
})

test('closing does not wait for a read that has no end, and lets go of the stream', async () => {
  const stream = new PassThrough()
  const joined = joinTargets([{ targets: targetsFromStream(stream), release: () => stream.destroy() }])
  const pending = joined.next().then(
    () => 'ended',
    () => 'failed',
  )
  expect(await joined.return?.()).toEqual({ done: true, value: undefined })
  expect(stream.destroyed).toBe(true)
  expect(await pending).toMatch(/ended|failed/)
  expect(await joined.next()).toEqual({ done: true, value: undefined })
})

test('what a source throws comes through', async () => {
  async function* bad() {
    yield 'a'
    throw new Error('cannot be read')
  }
  const joined = joinTargets([{ targets: bad() }])
  await joined.next()
  await expect(joined.next()).rejects.toThrow('cannot be read')
})
