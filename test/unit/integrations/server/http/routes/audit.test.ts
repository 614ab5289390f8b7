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

test('who did what is told to admins, the newest first', async () => {
  await service.store.audit.add([
    { tenant: 'default', action: 'one', detail: {} },
    { tenant: 'other', action: 'theirs', detail: {} },
    { tenant: 'default', action: 'two', detail: { a: 1 } },
  ])
  const { items } = (await get('/audit')).json<{ items: { action: string }[] }>()
  expect(items.map(({ action }) => action)).toEqual(['two', 'one'])
})
