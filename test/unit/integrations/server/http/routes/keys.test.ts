import { afterAll, beforeAll, expect, test } from 'vitest'
import { serviceApp, type ServiceApp } from '../../../../../support/service-app.ts'

let service: ServiceApp
let authorization: string
beforeAll(async () => {
  service = await serviceApp()
  authorization = await service.key(['admin'])
})
afterAll(() => service.app.close())

const get = (url: string) => service.app.inject({ url, headers: { authorization } })

test('a key does not revoke itself, and one that is not there is not there', async () => {
  const [own] = (await get('/keys')).json<{ items: { id: string }[] }>().items
  const revoke = (id: string) =>
    service.app.inject({ method: 'DELETE', url: `/keys/${id}`, headers: { authorization } })
  expect((await revoke(own!.id)).json()).toMatchObject({ error: { code: 'own_key' } })
  expect((await revoke('00000000-0000-4000-8000-000000000000')).statusCode).toBe(404)
})

test('the answer to a new key holds it, and says when it ends', async () => {
  const payload = { name: 'ci', scopes: ['read'], expires_in_days: 2 }
  const made = await service.app.inject({ method: 'POST', url: '/keys', headers: { authorization }, payload })
  const { key, expires_at: ends } = made.json<{ key: string; expires_at: string }>()
  expect(key).toMatch(/^psc_/)
  expect(Date.parse(ends)).toBeGreaterThan(Date.now() + 1.9 * 86_400_000)
  expect((await get('/audit')).json()).toMatchObject({
    items: [{ action: 'key.created', detail: { name: 'ci' } }],
  })
  expect((await get('/audit')).body).not.toContain(key)
})
