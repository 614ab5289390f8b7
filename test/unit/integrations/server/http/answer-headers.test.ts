import { expect, test } from 'vitest'
import { serviceApp } from '../../../../support/service-app.ts'

test('errors and unknown paths say the same as answers', async () => {
  const { app } = await serviceApp()
  for (const url of ['/health/live', '/nothing', '/hosts', '/%', '/scan']) {
    const { headers } = await app.inject(url)
    expect(headers, url).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none';frame-ancestors 'none'",
      'content-type': 'application/json; charset=utf-8',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
    })
    if (url !== '/%') expect(headers['x-request-id'], url).toMatch(/^[\da-f-]{36}$/)
  }
  await app.close()
})
