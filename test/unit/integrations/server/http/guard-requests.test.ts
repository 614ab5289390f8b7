import { expect, test } from 'vitest'
import { serviceApp } from '../../../../support/service-app.ts'

test('the quickstart answers this machine, asks for no key until there is one, and then does', async () => {
  const { app, key } = await serviceApp({ access: 'quickstart' })
  const ask = async (headers: Record<string, string>) =>
    (await app.inject({ url: '/hosts', headers })).statusCode
  expect(await ask({ host: 'localhost:8080' })).toBe(200)
  expect(await ask({ host: 'rebound.example' })).toBe(403)
  expect(await ask({ host: 'localhost:8080', origin: 'http://evil.example' })).toBe(403)
  // Also what needs no key, and what is not there.
  expect((await app.inject({ url: '/health/live', headers: { host: 'rebound.example' } })).statusCode).toBe(
    403,
  )
  expect((await app.inject({ url: '/nothing', headers: { host: 'rebound.example' } })).statusCode).toBe(403)
  const payload = { name: 'first', scopes: ['admin'] }
  const made = await app.inject({ method: 'POST', url: '/keys', headers: { host: 'localhost' }, payload })
  expect(made.statusCode).toBe(201)
  expect(await ask({ host: 'localhost' })).toBe(401)
  expect(await ask({ host: 'localhost', authorization: `Bearer ${made.json<{ key: string }>().key}` })).toBe(
    200,
  )
  expect(await ask({ host: 'localhost', authorization: await key(['read']) })).toBe(200)
  await app.close()
})

test('with keys any host and origin may ask, as a browser sends no key by itself', async () => {
  const { app, key } = await serviceApp()
  const headers = {
    host: 'scanner.example',
    origin: 'http://page.example',
    authorization: await key(['read']),
  }
  expect((await app.inject({ url: '/hosts', headers })).statusCode).toBe(200)
  await app.close()
})
