import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ResolveFailure } from '../../../src/model/errors.ts'
import { cachedResolver } from '../../../src/resolve/cached-resolver.ts'
import { manualClock } from '../../support/manual-clock.ts'
import { abortListeners } from '../../support/open-handles.ts'
import { staticResolver } from '../../support/static-resolver.ts'

const names = {
  'a.example': ['192.0.2.1', '2001:db8::1'],
  'b.example': ['192.0.2.2'],
  'c.example': ['192.0.2.3'],
}

/** Lets a test decide when the questions are answered. */
function gate() {
  let open = (): void => {}
  const until = new Promise<void>((resolve) => (open = resolve))
  return { until: () => until, open }
}

test('an answer is asked for once while it is fresh, whatever the case of the name', async () => {
  const clock = manualClock()
  const inner = staticResolver({ names: { ...names, 'A.EXAMPLE': names['a.example'] } })
  const resolver = cachedResolver(inner, { ttl: 1000, clock })
  const first = await resolver.resolve('a.example')
  clock.jump(999)
  expect(await resolver.resolve('A.EXAMPLE')).toEqual(first)
  expect(inner.asked).toHaveLength(1)
  clock.jump(1)
  await resolver.resolve('a.example')
  expect(inner.asked).toHaveLength(2)
})

test('each family and reverse are answers of their own', async () => {
  const inner = staticResolver({ names, reverse: { '192.0.2.1': ['a.example'] } })
  const resolver = cachedResolver(inner)
  expect(await resolver.resolve('a.example', { family: 4 })).toEqual(['192.0.2.1'])
  expect(await resolver.resolve('a.example', { family: 6 })).toEqual(['2001:db8::1'])
  expect(await resolver.resolve('a.example')).toEqual(['192.0.2.1', '2001:db8::1'])
  for (let i = 0; i < 3; i++) expect(await resolver.reverse('192.0.2.1')).toEqual(['a.example'])
  expect(inner.asked).toHaveLength(4)
})

test('equal questions at the same time are one', async () => {
  const { until, open } = gate()
  const inner = staticResolver({ names, until })
  const resolver = cachedResolver(inner)
  const asked = Array.from({ length: 50 }, () => resolver.resolve('a.example'))
  open()
  for (const answer of await Promise.all(asked)) expect(answer).toEqual(names['a.example'])
  expect(inner.asked).toHaveLength(1)
})

test('a caller who leaves takes nobody along; the last one calls the question off', async () => {
  const { until, open } = gate()
  const inner = staticResolver({ names, until })
  const resolver = cachedResolver(inner)
  const [first, second] = [new AbortController(), new AbortController()]
  const leaving = resolver.resolve('a.example', { signal: first.signal })
  const staying = resolver.resolve('a.example')
  first.abort(new Error('enough'))
  await expect(leaving).rejects.toThrow('enough')
  expect(inner.aborted).toEqual([])

  const alone = resolver.resolve('b.example', { signal: second.signal })
  second.abort(new Error('me too'))
  await expect(alone).rejects.toThrow('me too')
  expect(inner.aborted).toEqual(['b.example'])

  // A new caller does not inherit the question that was called off.
  const again = resolver.resolve('b.example')
  open()
  expect(await again).toEqual(['192.0.2.2'])
  expect(await staying).toEqual(names['a.example'])
  expect(abortListeners(first.signal) + abortListeners(second.signal)).toBe(0)
})

test.each<[ResolveFailure, number]>([
  ['not-found', 1],
  ['timeout', 3],
  ['refused', 3],
  ['server-failure', 3],
  ['malformed', 3],
])('%s is asked for %i times of three', async (failure, times) => {
  const clock = manualClock()
  const inner = staticResolver({ names: { 'x.example': failure } })
  const resolver = cachedResolver(inner, { negativeTtl: 100, clock })
  for (let i = 0; i < 3; i++) await expect(resolver.resolve('x.example')).rejects.toMatchObject({ failure })
  expect(inner.asked).toHaveLength(times)
  clock.jump(100)
  await expect(resolver.resolve('x.example')).rejects.toMatchObject({ failure })
  expect(inner.asked).toHaveLength(times + 1)
})

test('the least recently used answer goes first', async () => {
  const inner = staticResolver({ names })
  const resolver = cachedResolver(inner, { size: 2 })
  for (const name of ['a', 'b', 'a', 'c', 'a', 'b']) await resolver.resolve(`${name}.example`)
  expect(inner.asked).toEqual(['a.example', 'b.example', 'c.example', 'b.example'])
})

test('a resolver that throws at once does not poison the name', async () => {
  let times = 0
  const resolver = cachedResolver({
    resolve: () => {
      if (times++ === 0) throw new Error('broken')
      return Promise.resolve(['192.0.2.1'])
    },
    reverse: () => Promise.resolve([]),
  })
  await expect(resolver.resolve('a.example')).rejects.toThrow('broken')
  expect(await resolver.resolve('a.example')).toEqual(['192.0.2.1'])
})

test('any sequence of questions gets the answers that the resolver itself would give', async () => {
  const question = fc.constantFrom('a.example', 'b.example', 'c.example', 'missing.example')
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(question, fc.nat(300))),
      fc.integer({ min: 1, max: 4 }),
      async (steps, size) => {
        const clock = manualClock()
        const plain = staticResolver({ names })
        const resolver = cachedResolver(staticResolver({ names }), {
          ttl: 500,
          negativeTtl: 200,
          size,
          clock,
        })
        for (const [name, pause] of steps) {
          clock.jump(pause)
          const wanted = await plain.resolve(name).catch(() => 'none')
          expect(await resolver.resolve(name).catch(() => 'none')).toEqual(wanted)
        }
      },
    ),
    { numRuns: 50 },
  )
})
