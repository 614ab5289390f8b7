import { Validator } from '@seriousme/openapi-schema-validator'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceApp, type ServiceApp } from '../../../../support/service-app.ts'

let service: ServiceApp
beforeAll(async () => {
  service = await serviceApp()
})
afterAll(() => service.app.close())

test('the document is valid OpenAPI 3.1, and is had without a key', async () => {
  const answer = await service.app.inject('/swagger/json')
  expect(answer.statusCode).toBe(200)
  const document = answer.json<Record<string, unknown>>()
  expect(document['openapi']).toBe('3.1.0')
  const { valid, errors } = await new Validator().validate(document)
  expect({ valid, errors }).toMatchObject({ valid: true })
})

test('each operation has a name, a summary, and says what may go wrong', () => {
  const names = new Set<string>()
  for (const [path, methods] of Object.entries(service.app.swagger().paths ?? {})) {
    for (const [method, operation] of Object.entries(methods as Record<string, Record<string, unknown>>)) {
      if (method === 'head') continue
      expect(operation['summary'], path).toBeTypeOf('string')
      names.add(String(operation['operationId']))
      const statuses = Object.keys(operation['responses'] as object)
      expect(statuses, path).toEqual(expect.arrayContaining(['400', '429', '500', '503']))
      const open = JSON.stringify(operation['security']) === '[]'
      expect(statuses.includes('401'), path).toBe(!open)
    }
  }
  expect(names).not.toContain('undefined')
  expect(names.size).toBeGreaterThan(14)
})

test('the page is at both of its addresses and loads only what is ours', async () => {
  const page = await service.app.inject('/swagger/')
  expect(page.statusCode).toBe(200)
  expect(page.headers['content-security-policy']).toContain("default-src 'none'; script-src 'self'")
  const [, script] = /src="(?:\.|\/swagger)(\/static\/swagger-ui-bundle\.js)"/.exec(page.body) ?? []
  expect((await service.app.inject(`/swagger${script!}`)).statusCode).toBe(200)
  const other = await service.app.inject('/swagger/index.html')
  expect(other.statusCode).toBe(302)
  expect(other.headers['location']).toBe('/swagger/')
})
