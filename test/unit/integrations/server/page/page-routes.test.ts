import { afterAll, beforeAll, expect, test } from 'vitest'
import { pageFiles, pagePolicy } from '../../../../../src/integrations/server/page/page-files.ts'
import { pageRoutes } from '../../../../../src/integrations/server/page/page-routes.ts'
import { serviceApp, type ServiceApp } from '../../../../support/service-app.ts'

let service: ServiceApp

beforeAll(async () => {
  service = await serviceApp({}, { routes: [pageRoutes] })
})
afterAll(() => service.app.close())

test('each file is there without a key, with the headers of a page', async () => {
  for (const { path, body, headers } of pageFiles()) {
    const answer = await service.app.inject(path)
    expect([answer.statusCode, answer.body]).toEqual([200, body])
    expect(answer.headers).toMatchObject(headers)
    expect(answer.headers).toMatchObject({ 'content-security-policy': pagePolicy, 'x-frame-options': 'DENY' })
  }
})

test('what the browser has already is not sent again', async () => {
  for (const { path, headers } of pageFiles()) {
    const answer = await service.app.inject({ url: path, headers: { 'if-none-match': headers['etag'] } })
    expect([answer.statusCode, answer.body]).toEqual([304, ''])
  }
})

test('it can be read and nothing else', async () => {
  const answers = await Promise.all(
    (['POST', 'PUT', 'DELETE'] as const).map((method) => service.app.inject({ method, url: '/' })),
  )
  for (const { statusCode } of answers) expect([404, 405]).toContain(statusCode)
})
