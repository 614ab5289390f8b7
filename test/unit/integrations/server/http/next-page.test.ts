import { expect, test } from 'vitest'
import { linkNext, pageOf } from '../../../../../src/integrations/server/http/next-page.ts'

test('where a list goes on', () => {
  const headers: [string, string][] = []
  const reply = {
    header: (name: string, value: string) => headers.push([name, value]),
  } as unknown as Parameters<typeof linkNext>[1]
  const request = { url: '/scans?limit=2&cursor=old' } as Parameters<typeof linkNext>[0]
  expect(linkNext(request, reply, { items: [1, 2], cursor: 'a+b' })).toEqual([1, 2])
  expect(headers).toEqual([['link', '</scans?limit=2&cursor=a%2Bb>; rel="next"']])
  linkNext(request, reply, { items: [] })
  expect(headers).toHaveLength(1)
})

test('a page without wishes is the usual one', () => {
  expect(pageOf({}, 10)).toEqual({ limit: 10 })
  expect(pageOf({ limit: 3, cursor: 'x' }, 10)).toEqual({ limit: 3, cursor: 'x' })
})
