import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { Webhook } from '../../../../../src/integrations/server/webhooks/webhook.ts'
import { embeddedStore } from '../../../../support/embedded-store.ts'

function wanted(tenant: string): Omit<Webhook, 'created_at'> {
  const url = 'https://hook.example/in'
  return { id: randomUUID(), tenant, name: 'chat', url, events: ['host.changed'], paused: false }
}

test('is kept as it is, without its secret, for its tenant alone', async () => {
  const { webhooks } = await embeddedStore()
  const [tenant, other] = [randomUUID(), randomUUID()]
  const made = await webhooks.create(wanted(tenant), Buffer.from('canary'))
  expect(made).toEqual({ ...wanted(tenant), id: made.id, created_at: made.created_at })
  expect(await webhooks.list(tenant)).toEqual([made])
  expect(await webhooks.list(other)).toEqual([])
  expect(await webhooks.get(other, made.id)).toBeUndefined()
  expect(await webhooks.get(tenant, 'x')).toBeUndefined()
  expect(await webhooks.change(other, made.id, { paused: true })).toBeUndefined()
  expect(await webhooks.change(tenant, made.id, { paused: true, events: ['scan.ended'] })).toEqual({
    ...made,
    paused: true,
    events: ['scan.ended'],
  })
  expect([await webhooks.remove(other, made.id), await webhooks.remove(tenant, made.id)]).toEqual([
    false,
    true,
  ])
})

test('what it was told, the newest first, page by page', async () => {
  const { webhooks, outbox } = await embeddedStore()
  const tenant = randomUUID()
  const { id } = await webhooks.create({ ...wanted(tenant), paused: true }, Buffer.alloc(32))
  for (const body of ['1', '2', '3']) await outbox.add(tenant, { webhookId: id, event: 'ping', body })
  const first = await webhooks.deliveries(tenant, id, { limit: 2 })
  const rest = await webhooks.deliveries(tenant, id, { limit: 2, cursor: first.cursor! })
  const all = [...first.items, ...rest.items]
  expect(all).toHaveLength(3)
  expect(all.map(({ created_at }) => created_at)).toEqual(
    all
      .map(({ created_at }) => created_at)
      .toSorted()
      .reverse(),
  )
  expect((await webhooks.deliveries(randomUUID(), id, { limit: 9 })).items).toEqual([])
})
