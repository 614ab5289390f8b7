import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceApp, type ServiceApp } from '../../../../support/service-app.ts'

let service: ServiceApp
let authorization: string
beforeAll(async () => {
  service = await serviceApp()
  authorization = await service.key(['read'])
})
afterAll(() => service.app.close())

test.each([
  ['1', 200],
  ['1000', 200],
  ['0', 400],
  ['1.5', 400],
  ['1e2', 400],
  ['0x10', 400],
  ['+1', 400],
  ['', 400],
  ['1&limit=2', 400],
  ['99999999999999999999', 400],
])('limit=%s is %i', async (limit, status) => {
  const answer = await service.app.inject({ url: `/scans?limit=${limit}`, headers: { authorization } })
  expect(answer.statusCode).toBe(status)
})
