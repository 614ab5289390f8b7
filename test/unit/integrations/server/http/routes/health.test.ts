import { expect, test } from 'vitest'
import { serviceApp } from '../../../../../support/service-app.ts'

test('live and ready are two things', async () => {
  const { app, store } = await serviceApp()
  expect((await app.inject('/health/ready')).json()).toEqual({ status: 'ready', database: 'up', queue: 'up' })
  store.break(new Error('away'))
  const away = await app.inject('/health/ready')
  expect([away.statusCode, away.json()]).toEqual([
    503,
    { status: 'not ready', database: 'down', queue: 'up' },
  ])
  expect((await app.inject('/health/live')).json()).toEqual({ status: 'live' })
  await app.close()
})
