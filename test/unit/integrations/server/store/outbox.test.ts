import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import type { OpenStore } from '../../../../../src/integrations/server/store/open-store.ts'
import { embeddedStore } from '../../../../support/embedded-store.ts'
import { created, newScan, scanned } from '../../../../support/service-scan.ts'

const HOUR = 3_600_000

async function withWebhook(paused = false) {
  const store = await embeddedStore()
  const tenant = randomUUID()
  const webhook = { id: randomUUID(), tenant, name: 'chat', url: 'https://hook.example/', events: [], paused }
  await store.webhooks.create(webhook, Buffer.from('canary'))
  const message = { webhookId: webhook.id, event: 'ping' as const, body: '{"a":"\u0000é"}' }
  const claim = async (leaseMs = HOUR) =>
    (await store.outbox.claim(1_000, leaseMs)).filter((delivery) => delivery.tenant === tenant)
  const kept = async () => (await store.webhooks.deliveries(tenant, webhook.id, { limit: 10 })).items
  return { store, tenant, webhook, message, claim, kept }
}

async function untold({ outbox }: OpenStore, tenant: string): Promise<string[]> {
  return (await outbox.untold(10_000)).filter((scan) => scan.tenant === tenant).map(({ scanId }) => scanId)
}

test('a scan that ended is told of once, with all messages or none', async () => {
  const { store, tenant, message, claim } = await withWebhook()
  await created(store, newScan(tenant))
  const scanId = await scanned(store, tenant, { '192.0.2.1': [22] })
  expect(await untold(store, tenant)).toEqual([scanId])
  const gone = { ...message, webhookId: randomUUID() }
  await Promise.all([1, 2, 3].map(() => store.outbox.tell({ scanId, tenant }, [message, gone])))
  expect(await untold(store, tenant)).toEqual([])
  expect(await claim()).toHaveLength(1)
})

test('a message is taken by one, with what it takes to send it', async () => {
  const { store, tenant, webhook, message, claim, kept } = await withWebhook()
  const traceparent = `00-${'1'.repeat(32)}-${'2'.repeat(16)}-01`
  await store.outbox.add(tenant, { ...message, body: '{}', traceparent })
  const [taken, other] = (await Promise.all([claim(), claim()])).flat()
  expect(taken).toMatchObject({
    url: webhook.url,
    body: '{}',
    traceparent,
    attempts: 1,
    webhook_id: webhook.id,
  })
  expect(Buffer.from(taken!.secret).toString()).toBe('canary')
  expect(other).toBeUndefined()
  await store.outbox.delivered(taken!)
  expect(await kept()).toMatchObject([{ status: 'delivered' }])
  await store.outbox.prune(new Date(Date.now() + HOUR))
  expect(await kept()).toEqual([])
})

test('who took it and says nothing loses it, and has nothing to say any more', async () => {
  const { store, tenant, message, claim, kept } = await withWebhook()
  await store.outbox.add(tenant, message)
  const [late] = await claim(-1)
  const [now] = await claim()
  expect([late!.attempts, now!.attempts]).toEqual([1, 2])
  await store.outbox.delivered(late!)
  expect(await kept()).toMatchObject([{ status: 'pending' }])
  await store.outbox.failed(now!, 'expected 2xx, got 500', 0)
  const [again] = await claim()
  expect(again).toMatchObject({ attempts: 3, error: 'expected 2xx, got 500' })
  await store.outbox.failed(again!, 'enough', undefined)
  expect(await kept()).toMatchObject([{ status: 'dead', error: 'enough' }])
  expect(await claim()).toEqual([])
})

test('what is paused waits, what is removed is forgotten', async () => {
  const { store, tenant, webhook, message, claim, kept } = await withWebhook(true)
  await store.outbox.add(tenant, message)
  expect(await claim()).toEqual([])
  await store.webhooks.change(tenant, webhook.id, { paused: false })
  expect(await claim(-1)).toHaveLength(1)
  await store.webhooks.remove(tenant, webhook.id)
  expect(await claim()).toEqual([])
  expect(await kept()).toEqual([])
})
