import { expect, test } from 'vitest'
import { createApi, Problem } from '../../../../../../src/integrations/server/page/browser/api.ts'

function apiOf(
  answer: () => Promise<Response>,
  key?: string,
): { api: ReturnType<typeof createApi>; asked: unknown[] } {
  const asked: unknown[] = []
  const send = (...request: readonly unknown[]): Promise<Response> => {
    asked.push(request)
    return answer()
  }
  return { api: createApi(send, { get: () => key, set: () => undefined }), asked }
}

const says =
  (status: number, body: string, headers = {}) =>
  () =>
    Promise.resolve(new Response(status === 204 ? null : body, { status, headers }))

test('the key goes along, and nothing else that tells who asks', async () => {
  const { api, asked } = apiOf(says(200, '{"a":1}'), 'psc_a')
  expect(await api.get('/hosts')).toEqual({ a: 1 })
  expect(asked).toEqual([
    ['/hosts', { method: 'GET', headers: { authorization: 'Bearer psc_a' }, credentials: 'omit' }],
  ])
})

test('without a key none is sent; a body is JSON', async () => {
  const { api, asked } = apiOf(says(202, ''))
  expect(await api.post('/scan', { hosts: ['a.example'] })).toBeUndefined()
  const headers = { 'content-type': 'application/json' }
  expect(asked).toEqual([
    ['/scan', { method: 'POST', headers, credentials: 'omit', body: '{"hosts":["a.example"]}' }],
  ])
})

test.each([
  [404, '{"error":{"code":"not_found","message":"There is none."}}', {}, 'not_found', 'There is none.'],
  [
    429,
    '{"error":{"code":"busy","message":"Too many."}}',
    { 'retry-after': '7' },
    'busy',
    'Too many. Try again in 7 s.',
  ],
  [502, '<html>', {}, '502', 'The service answered with the status 502.'],
  [500, 'null', {}, '500', 'The service answered with the status 500.'],
  [500, '{"error":null}', {}, '500', 'The service answered with the status 500.'],
])('%i is a problem', async (status, body, headers, code, message) => {
  const { api } = apiOf(says(status, body, headers))
  const problem = await api.remove('/scan/x').catch((error: unknown) => error)
  expect(problem).toBeInstanceOf(Problem)
  expect(problem).toMatchObject({ status, code, message })
})

test('a service that is away is told from a question that was taken back', async () => {
  const { api } = apiOf(() => Promise.reject(new TypeError('Failed to fetch')))
  await expect(api.get('/hosts')).rejects.toMatchObject({ status: 0, code: 'away' })
  await expect(api.get('/hosts', AbortSignal.abort())).rejects.toThrow('Failed to fetch')
})
