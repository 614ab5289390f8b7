import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { tellChanges } from '../../../../../src/integrations/server/webhooks/tell-changes.ts'
import type { NewDelivery, WebhookEvent } from '../../../../../src/integrations/server/webhooks/webhook.ts'
import { embeddedStore } from '../../../../support/embedded-store.ts'
import { claimed, created, newScan, openPort, outcome, shardHost } from '../../../../support/service-scan.ts'

type Store = Awaited<ReturnType<typeof embeddedStore>>

/** A whole scan of ports 1 to 1000: these are open, all others closed. */
async function scanned(store: Store, tenant: string, found: Readonly<Record<string, readonly number[]>>) {
  const claim = await claimed(store, await created(store, newScan(tenant, { hosts: Object.keys(found) })))
  const hosts = Object.entries(found).map(([host, ports]) => {
    const counts = { open: { 'syn-ack': ports.length }, closed: { 'conn-refused': 1_000 - ports.length } }
    return shardHost(
      host,
      ports.map((port) => openPort(port)),
      { counts },
    )
  })
  await store.shards.finish(claim, outcome(...hosts))
}

/** What is written for a tenant with these webhooks, by the time that nothing is left to tell. */
async function told(
  webhooks: Readonly<Record<string, readonly WebhookEvent[]>>,
  scan: (store: Store, tenant: string) => Promise<unknown>,
) {
  const store = await embeddedStore()
  const tenant = randomUUID()
  for (const [name, events] of Object.entries(webhooks)) {
    await store.webhooks.create(
      { id: randomUUID(), tenant, name, url: 'https://hook.example/', events, paused: true },
      Buffer.alloc(32),
    )
  }
  const names = new Map((await store.webhooks.list(tenant)).map(({ id, name }) => [id, name]))
  await scan(store, tenant)
  const found: { to: string | undefined; event: NewDelivery['event']; data: object }[] = []
  const outbox = {
    untold: async () => (await store.outbox.untold(10_000)).filter((one) => one.tenant === tenant),
    tell: async (one: { scanId: string; tenant: string }, deliveries: readonly NewDelivery[]) => {
      for (const { webhookId, event, body } of deliveries) {
        const { data } = JSON.parse(body) as { data: object }
        found.push({ to: names.get(webhookId), event, data })
      }
      await store.outbox.tell(one, deliveries)
    },
  }
  while ((await tellChanges({ ...store, outbox })) > 0);
  return found
}

test('a host that differs from its last scan, to whoever asked for that', async () => {
  const found = await told({ changes: ['host.changed'], ends: ['scan.ended'] }, async (store, tenant) => {
    await scanned(store, tenant, { '192.0.2.1': [22, 80], '192.0.2.2': [22] })
    await scanned(store, tenant, { '192.0.2.1': [22, 443], '192.0.2.2': [22] })
  })
  expect(found.filter(({ to }) => to === 'changes')).toMatchObject([
    { event: 'host.changed', data: { host: '192.0.2.1', newly_opened: [443], newly_closed: [80] } },
  ])
  expect(found.filter(({ to }) => to === 'ends')).toMatchObject([
    { event: 'scan.ended', data: { status: 'done', hosts: 2 } },
    { event: 'scan.ended', data: { status: 'done', hosts: 2 } },
  ])
})

test('a scan that was cancelled has an end too, and no changes', async () => {
  const found = await told({ all: ['host.changed', 'scan.ended'] }, async (store, tenant) => {
    await scanned(store, tenant, { '192.0.2.1': [22] })
    await store.scans.cancel(tenant, await created(store, newScan(tenant)))
  })
  expect(found.map(({ event, data }) => [event, (data as { status?: string }).status])).toEqual([
    ['scan.ended', 'done'],
    ['scan.ended', 'cancelled'],
  ])
})

test('where nobody wants to be told nothing is written, and nothing is left to tell', async () => {
  expect(await told({}, (store, tenant) => scanned(store, tenant, { '192.0.2.1': [22] }))).toEqual([])
})
