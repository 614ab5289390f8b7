import { expect, test } from 'vitest'
import { embeddedStore } from '../../../../support/embedded-store.ts'

test('a store has all of its parts, and answers', async () => {
  const store = await embeddedStore()
  expect(Object.keys(store)).toEqual(
    expect.arrayContaining(['scans', 'shards', 'results', 'keys', 'audit', 'ready', 'close']),
  )
  await store.ready()
})
