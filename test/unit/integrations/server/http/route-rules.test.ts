import { expect, test } from 'vitest'
import { serviceApp } from '../../../../support/service-app.ts'

test('a route says what a key must be able to do, and its problems are in the document', async () => {
  await expect(
    serviceApp({}, { routes: [(app) => app.post('/bare', () => Promise.resolve({}))] }),
  ).rejects.toThrow('the route POST /bare has no scope')
  const { app } = await serviceApp()
  const paths = app.swagger().paths as Record<string, Record<string, { responses: Record<string, object> }>>
  expect(Object.keys(paths['/hosts']!['get']!.responses)).toEqual([
    '200',
    '400',
    '401',
    '403',
    '429',
    '500',
    '503',
  ])
  expect(Object.keys(paths['/health/live']!['get']!.responses)).not.toContain('401')
  await app.close()
})
