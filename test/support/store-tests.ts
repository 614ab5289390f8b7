import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Page, Store } from '../../src/integrations/server/store/store.ts'
import {
  claimed,
  collected,
  created,
  newScan,
  openPort,
  outcome,
  scanned,
  shardHost,
} from './service-scan.ts'

/** Milliseconds that anything may take here: real servers, a busy machine. */
const PATIENCE = 20_000

/** What any `Store` has to do, wherever its rows are. They all share one, so each test has tenants of its own. */
export function storeTests(name: string, open: () => Promise<Store>, skip: string | undefined): void {
  describe.skipIf(skip !== undefined)(`a store on ${name}${skip ?? ''}`, () => {
    let store: Store
    beforeAll(async () => {
      store = await open()
    })
    afterAll(async () => {
      await store?.close()
    })
    const here = (): Store => store
    for (const tests of ALL) tests(here)
  })
}

const ALL = [
  createTests,
  scanTests,
  claimTests,
  shardTests,
  finishTests,
  eventTests,
  endTests,
  putTests,
  resultTests,
  keyTests,
  auditTests,
  tenantTests,
]

export function createTests(store: () => Store): void {
  test('keeps a scan as it was asked for', async () => {
    const tenant = randomUUID()
    const asked = newScan(tenant, { seed: 2 ** 52 + 1, shards: 3, traceparent: '00-1-2-01', scheduleId: 's' })
    const made = await store().scans.create(asked)
    expect(made).toMatchObject({ fresh: true, scan: { seed: 2 ** 52 + 1, shards: 3, shards_done: 0 } })
    const scanId = (made as { scan: { scan_id: string } }).scan.scan_id
    const kept = await store().scans.get(tenant, scanId)
    expect(kept).toEqual({
      scan_id: scanId,
      tenant,
      status: 'pending',
      request: asked.request,
      seed: 2 ** 52 + 1,
      shards: 3,
      shards_done: 0,
      created_at: expect.stringMatching(/^\d{4}-.*Z$/) as string,
      traceparent: '00-1-2-01',
      schedule_id: 's',
    })
    expect(await store().scans.hosts(tenant, scanId)).toEqual(
      asked.request.hosts.map((host) => ({ host, status: 'pending', done: 0, shards: 3, attempts: 0 })),
    )
    expect(await store().scans.unfinished(tenant)).toBe(1)
  })

  test('the same key with the same request is the same scan, with another it is refused', async () => {
    const tenant = randomUUID()
    const asked = newScan(tenant, { idempotency: { key: 'k', hash: 'h' } })
    const first = await store().scans.create(asked)
    expect(await store().scans.create(asked)).toEqual({ ...(first as object), fresh: false })
    expect(await store().scans.create({ ...asked, idempotency: { key: 'k', hash: 'other' } })).toBe(
      'conflict',
    )
    expect(await store().scans.create({ ...asked, tenant: randomUUID() })).toMatchObject({ fresh: true })
    expect(await store().scans.unfinished(tenant)).toBe(1)
  })

  test('of the same key asked for ten times at once one scan comes', async () => {
    const tenant = randomUUID()
    const asked = newScan(tenant, { idempotency: { key: 'k', hash: 'h' } })
    const all = await Promise.all(Array.from({ length: 10 }, () => store().scans.create(asked)))
    const made = all as { scan: { scan_id: string }; fresh: boolean }[]
    expect(made.filter(({ fresh }) => fresh)).toHaveLength(1)
    expect(new Set(made.map(({ scan }) => scan.scan_id)).size).toBe(1)
  })
}

export function claimTests(store: () => Store): void {
  test('of twenty that want a shard one has it', async () => {
    const scanId = await created(store(), newScan(randomUUID()))
    const claims = await Promise.all(
      Array.from({ length: 20 }, (_, i) => store().shards.claim({ scanId, index: 0 }, `w${i}`, 60_000)),
    )
    expect(claims.filter((claim) => claim !== undefined)).toHaveLength(1)
  })

  test('whose lease is over and who nobody has followed may still write', async () => {
    const scanId = await created(store(), newScan(randomUUID(), { hosts: ['a'] }))
    const slept = await claimed(store(), scanId, 0, 1)
    await pause(20)
    expect(await store().shards.finish(slept, outcome(shardHost('a', [])))).toBe('written')
  })
}

export function finishTests(store: () => Store): void {
  test('a finish that is asked for again is written once', async () => {
    const tenant = randomUUID()
    const scanId = await created(store(), newScan(tenant, { hosts: ['a'], shards: 2 }))
    const claim = await claimed(store(), scanId)
    const found = outcome(shardHost('a', [openPort(22)]))
    expect(await Promise.all([1, 2, 3].map(() => store().shards.finish(claim, found)))).toEqual(
      Array(3).fill('written'),
    )
    expect(await store().scans.get(tenant, scanId)).toMatchObject({ shards_done: 1, status: 'in_progress' })
    const last = await claimed(store(), scanId, 1)
    await store().shards.finish(last, outcome(shardHost('a', [openPort(80)])))
    expect(await store().shards.finish(last, outcome(shardHost('a', [openPort(81)])))).toBe('written')
    const [result] = (await store().results.ofHost(tenant, 'a', { limit: 9 })).items
    expect(result).toMatchObject({
      open_ports: [22, 80],
      counts: { open: { 'syn-ack': 2 }, closed: { 'conn-refused': 2 } },
    })
    expect(await store().shards.renew(last, 1_000)).toBe('lost')
  })

  test('of shards that end at the same time the last ends the scan, once', async () => {
    const tenant = randomUUID()
    for (let round = 0; round < 4; round++) {
      const shards = 2 + round * 2
      const scanId = await created(store(), newScan(tenant, { hosts: ['a', 'b'], shards }))
      const claims = await Promise.all(
        Array.from({ length: shards }, (_, index) => claimed(store(), scanId, index)),
      )
      const answers = await Promise.all(
        claims.map((claim) =>
          store().shards.finish(
            claim,
            outcome(shardHost('a', [openPort(claim.index + 1)]), shardHost('b', [])),
          ),
        ),
      )
      expect(answers).toEqual(Array(shards).fill('written'))
      expect(await store().scans.get(tenant, scanId)).toMatchObject({ status: 'done', shards_done: shards })
      const results = await collected(store().results.ofScan(tenant, scanId))
      expect(results.map(({ host }) => host)).toEqual(['a', 'b'])
      expect(results[0]!.open_ports).toEqual(claims.map(({ index }) => index + 1))
      const events = await store().scans.events(tenant, scanId, 0, 1_000)
      expect(
        events.filter(({ type, data }) => type === 'scan' && (data as { status: string }).status === 'done'),
      ).toHaveLength(1)
      expect(events.filter(({ type }) => type === 'host')).toHaveLength(2)
      expect(events.filter(({ type }) => type === 'port')).toHaveLength(shards)
    }
  })
}

export function eventTests(store: () => Store): void {
  test('events are numbered upwards, in the order in which they can be read', async () => {
    const tenant = randomUUID()
    const shards = 6
    const scanId = await created(store(), newScan(tenant, { hosts: ['a'], shards }))
    const claims = await Promise.all(
      Array.from({ length: shards }, (_, index) => claimed(store(), scanId, index)),
    )
    const seen: number[] = []
    let working = true
    const reading = (async () => {
      for (let more = true; more || working;) {
        const events = await store().scans.events(tenant, scanId, seen.at(-1) ?? 0, 2)
        seen.push(...events.filter(({ type }) => type !== 'progress').map(({ seq }) => seq))
        more = events.length > 0
      }
    })()
    await Promise.all(
      claims.map(async (claim) => {
        await store().shards.finish(claim, outcome(shardHost('a', [openPort(claim.index + 1)])))
      }),
    )
    working = false
    await reading
    const all = (await store().scans.events(tenant, scanId, 0, 1_000)).map(({ seq }) => seq)
    expect(all[0]).toBe(1)
    expect(all).toEqual(all.toSorted((a, b) => a - b))
    expect(seen).toEqual(all)
  })

  test('how far a shard is can be heard while it is under way', async () => {
    const tenant = randomUUID()
    const scanId = await created(store(), newScan(tenant))
    await store().shards.progress(await claimed(store(), scanId), { fraction: 0.25, open: 3 })
    expect((await store().scans.events(tenant, scanId, 0, 10)).at(-1)).toMatchObject({
      scan_id: scanId,
      seq: 3,
      type: 'progress',
      data: { shard: 0, fraction: 0.25, open: 3 },
    })
    expect(await store().scans.events(tenant, scanId, 3, 10)).toEqual([])
  })
}

export function putTests(store: () => Store): void {
  test('a result has all that the shards of its host found, as it came', async () => {
    const tenant = randomUUID()
    const service = {
      name: 'http',
      product: 'a\u0000b\ud800"\\\u2028',
      details: { nested: [1, { 'select 1; --': "'" }] },
      confidence: 'pattern',
      probe: 'http',
      evidence: '\u0007',
    } as never
    const scanId = await created(store(), newScan(tenant, { hosts: ['b.example', 'a.example'], shards: 2 }))
    const first = await claimed(store(), scanId, 0)
    await store().shards.finish(first, {
      backend: 'native',
      hosts: [
        shardHost('b.example', [
          openPort(8080, { service }),
          openPort(53, { transport: 'udp', reason: 'udp-response' }),
        ]),
        shardHost('a.example', []),
      ],
    })
    const second = await claimed(store(), scanId, 1)
    await store().shards.finish(second, {
      backend: 'native',
      hosts: [
        shardHost('b.example', [openPort(80), openPort(80, { address: '2001:db8::1' })], { unprobed: 3 }),
        shardHost('a.example', []),
      ],
    })
    const [result, other] = await collected(store().results.ofScan(tenant, scanId))
    expect(result).toEqual({
      scan_id: scanId,
      host: 'b.example',
      scanned_at: expect.stringMatching(/Z$/) as string,
      scanned: '1-1000',
      addresses: ['192.0.2.1'],
      open_ports: [53, 80, 8080],
      services: [
        openPort(53, { transport: 'udp', reason: 'udp-response' }),
        openPort(80),
        openPort(8080, { service }),
        openPort(80, { address: '2001:db8::1' }),
      ],
      counts: { open: { 'syn-ack': 4 }, closed: { 'conn-refused': 4 } },
      backend: 'native',
      complete: false,
    })
    expect(other).toMatchObject({
      host: 'a.example',
      open_ports: [],
      services: [],
      counts: {},
      complete: true,
    })
    expect(await store().results.ofHost(tenant, 'b.example', { limit: 1, scanId })).toMatchObject({
      items: [result],
    })
    expect(await store().results.ofHost(tenant, 'b.example', { limit: 1, scanId: randomUUID() })).toEqual({
      items: [],
    })
  })

  test('a host of which nothing could be scanned has failed and has no result; of others something may lack', async () => {
    const tenant = randomUUID()
    const scanId = await created(store(), newScan(tenant, { hosts: ['never', 'once', 'unseen'], shards: 2 }))
    const gone = { error: 'not found', addresses: [], scanned: '' }
    await store().shards.finish(
      await claimed(store(), scanId, 0),
      outcome(shardHost('never', [], gone), shardHost('once', [], gone)),
    )
    await store().shards.finish(
      await claimed(store(), scanId, 1),
      outcome(shardHost('never', [], gone), shardHost('once', [openPort(22)])),
    )
    expect(await store().scans.get(tenant, scanId)).toMatchObject({ status: 'done' })
    expect(await store().scans.hosts(tenant, scanId)).toMatchObject([
      { host: 'never', status: 'failed', error: 'not found' },
      { host: 'once', status: 'done' },
      { host: 'unseen', status: 'failed' },
    ])
    expect(await collected(store().results.ofScan(tenant, scanId))).toMatchObject([
      { host: 'once', complete: false, scanned: '1-1000', addresses: ['192.0.2.1'], open_ports: [22] },
    ])
  })

  test('a scan of which no host could be scanned has failed', async () => {
    const tenant = randomUUID()
    const scanId = await created(store(), newScan(tenant, { hosts: ['a'] }))
    const claim = await claimed(store(), scanId)
    await store().shards.finish(claim, outcome(shardHost('a', [], { error: 'policy' })))
    expect(await store().scans.get(tenant, scanId)).toMatchObject({ status: 'failed' })
    expect(await store().results.ofHost(tenant, 'a', { limit: 1 })).toEqual({ items: [] })
  })
}

export function auditTests(store: () => Store): void {
  test('what was noted is read newest first, page by page', async () => {
    const tenant = randomUUID()
    await store().audit.add([])
    const row = (n: number) => ({ tenant, action: `a${n}\0`, detail: { n, text: '\u0000' } })
    await store().audit.add([row(1), { ...row(2), key_id: 'k' }, { ...row(9), tenant: randomUUID() }])
    await store().audit.add([row(3)])
    const pages = await walked((cursor) => store().audit.list(tenant, { limit: 2, ...cursor }))
    const all = pages.flatMap(({ items }) => items)
    expect(all.map(({ detail }) => (detail as { n: number }).n)).toEqual([3, 2, 1])
    expect(all[1]).toMatchObject({ tenant, action: 'a2\uFFFD', key_id: 'k', detail: { text: '\u0000' } })
    expect(all[0]).not.toHaveProperty('key_id')
  })
}

export function scanTests(store: () => Store): void {
  test('answers', async () => {
    await store().ready()
  })

  test.each(['', 'x', `${randomUUID()}' or '1'='1`, randomUUID()])('knows no scan %j', async (scanId) => {
    const tenant = randomUUID()
    expect(await store().scans.get(tenant, scanId)).toBeUndefined()
    expect(await store().scans.hosts(tenant, scanId)).toBeUndefined()
    expect(await store().scans.cancel(tenant, scanId)).toBeUndefined()
    expect(await store().scans.events(tenant, scanId, 0, 10)).toEqual([])
    expect(await collected(store().results.ofScan(tenant, scanId))).toEqual([])
    expect(await store().results.ofHost(tenant, 'h', { limit: 1, scanId })).toEqual({ items: [] })
    expect(await store().shards.claim({ scanId, index: 0 }, 'w', 1_000)).toBeUndefined()
  })

  test('lists scans page by page, newest first, each once', async () => {
    const tenant = randomUUID()
    const ids: string[] = []
    for (let i = 0; i < 7; i++) ids.push(await created(store(), newScan(tenant)))
    const pages = await walked((cursor) => store().scans.list(tenant, { limit: 3, ...cursor }))
    expect(pages.map(({ items }) => items.length)).toEqual([3, 3, 1])
    const all = pages.flatMap(({ items }) => items)
    expect(new Set(all.map(({ scan_id }) => scan_id))).toEqual(new Set(ids))
    const times = all.map(({ created_at }) => created_at)
    expect(times).toEqual(times.toSorted().reverse())
  })

  test.each(['', 'x', 'WyJ4Il0', 'WyIyMDI2IiwieCJd', Buffer.from('["\\u0000"]').toString('base64url')])(
    'refuses the cursor %j',
    async (cursor) => {
      const refused = { code: 'ERR_OPTION' }
      await expect(store().scans.list('t', { limit: 1, cursor })).rejects.toMatchObject(refused)
      await expect(store().results.ofHost('t', 'h', { limit: 1, cursor })).rejects.toMatchObject(refused)
      await expect(store().audit.list('t', { limit: 1, cursor })).rejects.toMatchObject(refused)
    },
  )

  test.each([0, -1, 1.5, 1_001, Number.NaN])('refuses pages of %d', async (limit) => {
    await expect(store().scans.list('t', { limit })).rejects.toMatchObject({ code: 'ERR_OPTION' })
  })

  test('throws away what ended before a time, and nothing else', async () => {
    const tenant = randomUUID()
    const gone = await scanned(store(), tenant, { a: [22] })
    const open = await created(store(), newScan(tenant))
    await pause(20)
    const middle = new Date()
    const kept = await scanned(store(), tenant, { a: [23] })
    expect(await store().scans.prune(middle)).toBeGreaterThan(0)
    expect(await store().scans.get(tenant, gone)).toBeUndefined()
    expect((await store().results.ofHost(tenant, 'a', { limit: 9 })).items).toMatchObject([
      { scan_id: kept, open_ports: [23] },
    ])
    expect(await store().scans.get(tenant, open)).toBeDefined()
  })
}

export function shardTests(store: () => Store): void {
  test('a new shard is due, one that somebody has is not, and one that waits is', async () => {
    const tenant = randomUUID()
    const scanId = await created(store(), newScan(tenant, { shards: 2 }))
    const due = async (): Promise<readonly unknown[]> =>
      (await store().shards.due(10_000)).filter((shard) => shard.scanId === scanId)
    expect(await due()).toEqual([
      { scanId, index: 0, attempts: 0 },
      { scanId, index: 1, attempts: 0 },
    ])
    const claim = await claimed(store(), scanId)
    expect(claim).toMatchObject({ attempt: 1, scan: { status: 'in_progress', tenant } })
    expect(await due()).toEqual([{ scanId, index: 1, attempts: 0 }])
    expect(await store().shards.waiting()).toBeGreaterThanOrEqual(2)
    expect(await store().shards.renew(claim, 60_000)).toBe('held')
    await store().shards.release(claim)
    expect(await due()).toContainEqual({ scanId, index: 0, attempts: 0 })
    const again = await claimed(store(), scanId)
    expect(again.attempt).toBe(1)
    await store().shards.fail(again, 'no\0 luck', 0)
    expect(await due()).toContainEqual({ scanId, index: 0, attempts: 1 })
    await store().shards.fail(await claimed(store(), scanId), 'again', 3_600_000)
    expect(await due()).toEqual([{ scanId, index: 1, attempts: 0 }])
    expect(await store().shards.claim({ scanId, index: 0 }, 'w', 1_000)).toBeUndefined()
    expect((await store().scans.hosts(tenant, scanId))![0]).toMatchObject({
      status: 'in_progress',
      attempts: 2,
    })
  })

  test('who slept until somebody else took the shard changes nothing any more', async () => {
    const tenant = randomUUID()
    const scanId = await created(store(), newScan(tenant, { hosts: ['a'] }))
    const slept = await claimed(store(), scanId, 0, 1)
    const taken = await afterLease(store(), scanId)
    expect(taken.attempt).toBe(2)
    const before = await store().scans.events(tenant, scanId, 0, 100)
    expect(await store().shards.renew(slept, 60_000)).toBe('lost')
    await store().shards.fail(slept, 'too late')
    await store().shards.fail(slept, 'too late', 0)
    await store().shards.release(slept)
    await store().shards.progress(slept, { fraction: 0.5, open: 1 })
    expect(await store().shards.finish(slept, outcome(shardHost('a', [openPort(1)])))).toBe('lost')
    expect(await store().scans.events(tenant, scanId, 0, 100)).toEqual(before)
    expect(await store().shards.renew(taken, 60_000)).toBe('held')
    expect(await store().shards.finish(taken, outcome(shardHost('a', [openPort(2)])))).toBe('written')
    expect(await store().shards.finish(slept, outcome(shardHost('a', [openPort(1)])))).toBe('lost')
    expect((await store().results.ofHost(tenant, 'a', { limit: 9 })).items).toMatchObject([
      { open_ports: [2], complete: true },
    ])
  })
}

export function endTests(store: () => Store): void {
  test('a scan that is cancelled ends for all of its workers', async () => {
    const tenant = randomUUID()
    const scanId = await created(store(), newScan(tenant, { shards: 2 }))
    const claim = await claimed(store(), scanId)
    expect(await store().scans.cancel(tenant, scanId)).toBe('cancelled')
    expect(await store().scans.cancel(tenant, scanId)).toBe('ended')
    expect(await store().shards.renew(claim, 1_000)).toBe('cancelled')
    expect(await store().shards.finish(claim, outcome())).toBe('lost')
    expect(await store().shards.claim({ scanId, index: 1 }, 'w', 1_000)).toBeUndefined()
    expect((await store().shards.due(10_000)).filter((shard) => shard.scanId === scanId)).toEqual([])
    expect(await store().scans.get(tenant, scanId)).toMatchObject({ status: 'cancelled' })
    expect((await store().scans.hosts(tenant, scanId))!.map(({ status }) => status)).toEqual([
      'cancelled',
      'cancelled',
    ])
    expect(await store().scans.unfinished(tenant)).toBe(0)
  })

  test('a shard that has failed for good ends its scan', async () => {
    const tenant = randomUUID()
    const scanId = await created(store(), newScan(tenant, { shards: 2 }))
    const [failing, other] = [await claimed(store(), scanId, 0), await claimed(store(), scanId, 1)]
    await store().shards.fail(failing, 'it would\0 not')
    expect(await store().scans.get(tenant, scanId)).toMatchObject({
      status: 'failed',
      error: 'it would\uFFFD not',
      finished_at: expect.any(String) as string,
    })
    expect((await store().scans.hosts(tenant, scanId))![0]).toMatchObject({ status: 'failed' })
    expect(await store().shards.renew(other, 1_000)).toBe('cancelled')
    expect(await store().shards.finish(other, outcome())).toBe('lost')
  })
}

export function resultTests(store: () => Store): void {
  test('results of a host come newest first, page by page, each once', async () => {
    const tenant = randomUUID()
    const ids: string[] = []
    for (let i = 1; i <= 5; i++)
      ids.push(await scanned(store(), tenant, { 'a.example': [i], 'b.example': [i] }))
    const pages = await walked((cursor) =>
      store().results.ofHost(tenant, 'a.example', { limit: 2, ...cursor }),
    )
    const all = pages.flatMap(({ items }) => items)
    expect(all.map(({ scan_id }) => scan_id)).toEqual(ids.toReversed())
    expect(all.map(({ open_ports }) => open_ports)).toEqual([[5], [4], [3], [2], [1]])
  })

  test('hosts come in order, each with its newest result', async () => {
    const tenant = randomUUID()
    const names = ['10.0.0.1', '10.0.0.10', '10.0.0.9', 'ä.example', 'z.example', 'Z.example', '']
    await scanned(store(), tenant, Object.fromEntries(names.map((host) => [host, [1]])))
    const newest = await scanned(store(), tenant, { '10.0.0.9': [2, 3] })
    const pages = await walked((cursor) => store().results.hosts(tenant, { limit: 2, ...cursor }))
    const all = pages.flatMap(({ items }) => items)
    expect(all.map(({ host }) => host).toSorted()).toEqual(names.toSorted())
    expect(all.find(({ host }) => host === '10.0.0.9')).toMatchObject({ scan_id: newest, open_ports: [2, 3] })
    expect(await store().results.hosts(randomUUID(), { limit: 2 })).toEqual({ items: [] })
  })

  test('a scan of many hosts is read whole, in the order in which they were asked for', async () => {
    const tenant = randomUUID()
    const hosts = Array.from({ length: 450 }, (_, i) => `${(i * 7919) % 450}.example`)
    const scanId = await scanned(store(), tenant, Object.fromEntries(hosts.map((host) => [host, [22]])))
    const results = await collected(store().results.ofScan(tenant, scanId))
    expect(results.map(({ host }) => host)).toEqual(hosts)
  })
}

export function keyTests(store: () => Store): void {
  test('keys are found by their prefix until they expire or are revoked', async () => {
    const [tenant, prefix] = [randomUUID(), randomUUID().slice(0, 8)]
    const hash = Uint8Array.from({ length: 32 }, (_, i) => i * 8)
    const [id, old] = [randomUUID(), randomUUID()]
    const made = await store().keys.create({ id, tenant, name: 'n', scopes: ['read', 'scan'] }, prefix, hash)
    const expires_at = new Date(Date.now() - 1_000).toISOString()
    const expired = await store().keys.create(
      { id: old, tenant, name: 'o', scopes: [], expires_at },
      prefix,
      hash,
    )
    expect(made).toEqual({ id, tenant, name: 'n', scopes: ['read', 'scan'], created_at: made.created_at })
    expect(expired).toMatchObject({ expires_at, scopes: [] })
    const found = await store().keys.withPrefix(prefix)
    expect(found.map((key) => key.id)).toEqual([id])
    expect(Buffer.from(found[0]!.hash)).toEqual(Buffer.from(hash))
    await store().keys.used(id)
    const listed = await store().keys.list(tenant)
    expect(listed.map((key) => key.id).toSorted()).toEqual([id, old].toSorted())
    expect(listed.find((key) => key.id === id)!.last_used_at).toBeDefined()
    expect(await store().keys.revoke(randomUUID(), id)).toBe(false)
    expect(await store().keys.revoke(tenant, id)).toBe(true)
    expect(await store().keys.revoke(tenant, id)).toBe(false)
    expect(await store().keys.withPrefix(prefix)).toEqual([])
  })
}

export function tenantTests(store: () => Store): void {
  test.each(["'; drop table portscan.scans; --", '*/**', 'a b', '%', 'ünï'])(
    'a tenant of the name %j sees its own rows alone',
    async (odd) => {
      const [mine, theirs] = [`${odd}${randomUUID()}`, `${odd}${randomUUID()}`]
      const own = await scanned(store(), mine, { a: [1] })
      const other = await scanned(store(), theirs, { a: [2] })
      await store().audit.add([{ tenant: theirs, action: 'x', detail: null }])
      expect(await seenBy(store(), mine, 'a', other)).toEqual({
        scans: [own],
        ports: [[1]],
        hosts: ['a'],
        others: 0,
      })
      expect(await seenBy(store(), theirs, 'a', own)).toEqual({
        scans: [other],
        ports: [[2]],
        hosts: ['a'],
        others: 1,
      })
    },
  )

  test.each(['', '*'])('nobody has the name %j', async (tenant) => {
    await expect(store().scans.create(newScan(tenant))).rejects.toMatchObject({ code: 'ERR_OPTION' })
    await expect(store().results.ofHost(tenant, 'a', { limit: 1 })).rejects.toMatchObject({
      code: 'ERR_OPTION',
    })
  })
}

/** All that a tenant is shown, and how many rows it gets by the id of somebody else's scan. */
async function seenBy(store: Store, tenant: string, host: string, foreign: string): Promise<object> {
  const scans = await store.scans.list(tenant, { limit: 100 })
  const results = await store.results.ofHost(tenant, host, { limit: 100 })
  const hosts = await store.results.hosts(tenant, { limit: 100 })
  const audit = await store.audit.list(tenant, { limit: 100 })
  expect(await store.scans.get(tenant, foreign)).toBeUndefined()
  expect(await store.scans.hosts(tenant, foreign)).toBeUndefined()
  expect(await store.scans.cancel(tenant, foreign)).toBeUndefined()
  expect(await store.scans.events(tenant, foreign, 0, 100)).toEqual([])
  expect(await collected(store.results.ofScan(tenant, foreign))).toEqual([])
  expect(await store.results.ofHost(tenant, host, { limit: 9, scanId: foreign })).toEqual({ items: [] })
  return {
    scans: scans.items.map(({ scan_id }) => scan_id),
    ports: results.items.map(({ open_ports }) => open_ports),
    hosts: hosts.items.map((summary) => summary.host),
    others: audit.items.length,
  }
}

/** All pages from the first on. */
async function walked<Item>(
  page: (cursor: { readonly cursor?: string }) => Promise<Page<Item>>,
): Promise<readonly Page<Item>[]> {
  const pages: Page<Item>[] = []
  for (let cursor: { readonly cursor?: string } = {}; pages.length < 100;) {
    const next = await page(cursor)
    pages.push(next)
    if (next.cursor === undefined) return pages
    cursor = { cursor: next.cursor }
  }
  throw new Error('the pages do not end')
}

async function afterLease(store: Store, scanId: string) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(5)) {
    const claim = await store.shards.claim({ scanId, index: 0 }, 'another worker', 60_000)
    if (claim) return claim
  }
  throw new Error('the lease did not end')
}
