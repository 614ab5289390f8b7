import { expect, test } from 'vitest'
import { webhookRoutes } from '../../../../../src/integrations/server/webhooks/webhook-routes.ts'
import { routeTests, type RouteWorld } from '../../../../support/route-tests.ts'

async function make({ ask }: RouteWorld): Promise<string> {
  const { body } = await ask('POST', '/webhooks', { url: 'http://192.0.2.9/in?token=canary', paused: true })
  return (body as { id: string }).id
}

const world = routeTests(
  'webhooks',
  (store) => webhookRoutes(store),
  {
    'GET /webhooks': { scope: 'admin', good: 200 },
    'POST /webhooks': {
      scope: 'admin',
      payload: { url: 'https://hook.example/in', events: ['host.changed'] },
      good: 201,
      malformed: [
        {},
        { url: 'hook.example' },
        { url: 'ftp://hook.example/' },
        { url: 'file:///etc/passwd' },
        { url: 'https://user:secret@hook.example/' },
        { url: 'https://hook.example/', events: [] },
        { url: 'https://hook.example/', events: ['everything'] },
        { url: 'https://hook.example/', secret: 'mine' },
      ],
    },
    'PATCH /webhooks/{id}': {
      scope: 'admin',
      payload: { paused: true },
      good: 200,
      malformed: [{ url: 'gopher://192.0.2.1/' }, { paused: 1 }, { events: ['ping'] }],
    },
    'DELETE /webhooks/{id}': { scope: 'admin', good: 204 },
    'GET /webhooks/{id}/deliveries': { scope: 'admin', good: 200 },
    'POST /webhooks/{id}/ping': { scope: 'admin', good: 202 },
  },
  make,
)

test.each([
  'http://10.0.0.1/',
  'http://169.254.169.254/',
  'http://[::ffff:10.0.0.1]/',
  'http://0x7f000001.example@10.1/',
])('nobody is told at %s', async (url) => {
  const { status } = await world().ask('POST', '/webhooks', { url })
  expect([400, 403]).toContain(status)
  const id = await make(world())
  expect([400, 403]).toContain((await world().ask('PATCH', `/webhooks/${id}`, { url })).status)
  await world().ask('DELETE', `/webhooks/${id}`)
})

test('the secret is shown once, and what stands in the path of a receiver is in no audit row', async () => {
  const { ask } = world()
  const made = await ask('POST', '/webhooks', { url: 'http://192.0.2.9/in?token=canary', paused: true })
  const { secret, id } = made.body as { secret: string; id: string }
  expect(secret).toMatch(/^whsec_[\w+/]{43}=$/)
  expect(JSON.stringify(await ask('GET', '/webhooks'))).not.toContain(secret)
  expect(JSON.stringify(await ask('GET', '/audit'))).toContain('webhook.created')
  expect(JSON.stringify(await ask('GET', '/audit'))).not.toContain('canary')
  await ask('POST', `/webhooks/${id}/ping`)
  expect((await ask('GET', `/webhooks/${id}/deliveries`)).body).toMatchObject({
    items: [{ webhook_id: id, event: 'ping', status: 'pending' }],
  })
})
