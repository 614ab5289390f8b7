import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { embeddedStore } from '../../../../support/embedded-store.ts'
import { claimed, created, newScan, openPort, outcome, shardHost } from '../../../../support/service-scan.ts'

test('a port that a shard tells twice is kept once; two hosts of one address have it each', async () => {
  const [store, tenant] = [await embeddedStore(), randomUUID()]
  const scanId = await created(store, newScan(tenant, { hosts: ['a', 'b'] }))
  const twice = [openPort(22), openPort(22, { reason: 'conn-reset' })]
  await store.shards.finish(
    await claimed(store, scanId),
    outcome(shardHost('a', twice), shardHost('b', twice)),
  )
  for (const host of ['a', 'b']) {
    const { items } = await store.results.ofHost(tenant, host, { limit: 1 })
    expect(items).toMatchObject([{ open_ports: [22], services: [openPort(22)] }])
  }
})

test('a shard may find nothing at all', async () => {
  const [store, tenant] = [await embeddedStore(), randomUUID()]
  const scanId = await created(store, newScan(tenant, { hosts: ['a'] }))
  expect(await store.shards.finish(await claimed(store, scanId), outcome())).toBe('written')
  expect(await store.scans.hosts(tenant, scanId)).toMatchObject([
    { status: 'failed', error: 'nobody looked at it' },
  ])
})
