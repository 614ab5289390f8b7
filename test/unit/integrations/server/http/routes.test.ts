import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Scope } from '../../../../../src/integrations/server/model.ts'
import { serviceApp, type ServiceApp } from '../../../../support/service-app.ts'

interface Asked {
  readonly url?: string
  readonly payload?: unknown
  readonly headers?: Readonly<Record<string, string>>
}

interface Row {
  readonly scope: Scope | 'open'
  /** A request that is answered with `good`. */
  readonly url: string
  readonly payload?: unknown
  readonly good: number
  /** Each is answered with 400. */
  readonly malformed: readonly Asked[]
  /** What somebody of another tenant is told: that there is no such thing, or a list with nothing in it. */
  readonly other: 404 | 'nothing' | 'own'
}

const NOBODY = randomUUID()
const listed = [
  { url: '?limit=0' },
  { url: '?limit=x' },
  { url: '?limit=1001' },
  { url: '?cursor=%00' },
  { url: '?odd=1' },
]
const badId = (path: string): Asked[] => [
  { url: path.replace(':id', 'x') },
  { url: path.replace(':id', "'--") },
]
let from = 0
let scan = ''
let key = ''

/** Every route of the API. `:scan` and `:key` stand for those that there are. */
const rows: Readonly<Record<string, Row>> = {
  'POST /scan': {
    scope: 'scan',
    url: '/scan',
    payload: { hosts: ['192.0.2.1'], ports: '22', services: false, timing: 'polite', backends: ['connect'] },
    good: 202,
    malformed: [
      { payload: {} },
      { payload: [] },
      { payload: { hosts: [] } },
      { payload: { hosts: '192.0.2.1' } },
      { payload: { hosts: ['192.0.2.1'], ports: '99999' } },
      { payload: { hosts: ['192.0.2.1'], ports: '22,!22' } },
      { payload: { hosts: ['192.0.2.1'], ports: [] } },
      { payload: { hosts: ['192.0.2.1'], ports: ['22'] } },
      { payload: { hosts: ['192.0.2.1'], services: 'true' } },
      { payload: { hosts: ['192.0.2.1'], timing: 'ludicrous' } },
      { payload: { hosts: ['192.0.2.1'], rate: 0 } },
      { payload: { hosts: ['192.0.2.1'], retries: 1.5 } },
      { payload: { hosts: ['192.0.2.1'], backends: ['nc'] } },
      { payload: { hosts: ['192.0.2.1'], command: 'id' } },
      { payload: { hosts: ['192.0.2.0/23'] } },
      { payload: { hosts: ['192.0.2.128/25'], ports: '-' } },
      { payload: { hosts: ['192.0.2.1'] }, headers: { 'idempotency-key': 'a b' } },
    ],
    other: 'own',
  },
  'GET /scans': { scope: 'read', url: '/scans', good: 200, malformed: listed, other: 'nothing' },
  'GET /scan/status/{scan_id}': {
    scope: 'read',
    url: '/scan/status/:scan',
    good: 200,
    malformed: badId('/scan/status/:id'),
    other: 404,
  },
  'DELETE /scan/{scan_id}': {
    scope: 'scan',
    url: '/scan/:scan',
    good: 409,
    malformed: badId('/scan/:id'),
    other: 404,
  },
  'GET /scan/{scan_id}/events': {
    scope: 'read',
    url: '/scan/:scan/events',
    good: 200,
    malformed: [...badId('/scan/:id/events'), { url: '', headers: { 'last-event-id': '-1' } }],
    other: 404,
  },
  'GET /results/{host}': {
    scope: 'read',
    url: '/results/192.0.2.1',
    good: 200,
    malformed: [
      ...listed,
      { url: '?scan_id=x' },
      { url: '/results/192.0.2.0%2F24' },
      { url: '/results/a%20b' },
      { url: '/results/%00' },
      { url: "/results/'%20or%201=1--" },
    ],
    other: 404,
  },
  'GET /diff/{host}': {
    scope: 'read',
    url: '/diff/192.0.2.1',
    good: 200,
    malformed: [
      { url: '?from=x&to=y' },
      { url: `?from=${NOBODY}` },
      { url: '/diff/a%20b' },
      { url: '?odd=1' },
    ],
    other: 'nothing',
  },
  'GET /hosts': { scope: 'read', url: '/hosts', good: 200, malformed: listed, other: 'nothing' },
  'GET /report/{scan_id}': {
    scope: 'read',
    url: '/report/:scan',
    good: 200,
    malformed: [...badId('/report/:id'), { url: '?format=exe' }, { url: '?format=' }],
    other: 404,
  },
  'GET /keys': { scope: 'admin', url: '/keys', good: 200, malformed: [], other: 'own' },
  'POST /keys': {
    scope: 'admin',
    url: '/keys',
    payload: { name: 'ci', scopes: ['read'], expires_in_days: 1 },
    good: 201,
    malformed: [
      { payload: {} },
      { payload: { name: '', scopes: ['read'] } },
      { payload: { name: 'a\nb', scopes: ['read'] } },
      { payload: { name: 'a', scopes: [] } },
      { payload: { name: 'a', scopes: ['root'] } },
      { payload: { name: 'a', scopes: ['read', 'read'] } },
      { payload: { name: 'a', scopes: ['read'], expires_in_days: 0 } },
      { payload: { name: 'a', scopes: ['read'], tenant: 'other' } },
    ],
    other: 'own',
  },
  'DELETE /keys/{id}': {
    scope: 'admin',
    url: '/keys/:key',
    good: 204,
    malformed: badId('/keys/:id'),
    other: 404,
  },
  'GET /audit': { scope: 'admin', url: '/audit', good: 200, malformed: listed, other: 'nothing' },
  'GET /health/live': { scope: 'open', url: '/health/live', good: 200, malformed: [], other: 'own' },
  'GET /health/ready': { scope: 'open', url: '/health/ready', good: 200, malformed: [], other: 'own' },
  'GET /metrics': { scope: 'read', url: '/metrics', good: 200, malformed: [], other: 'own' },
}

const SCOPES: readonly Scope[] = ['read', 'scan', 'admin']
let service: ServiceApp
const keys = new Map<string, string>()

beforeAll(async () => {
  service = await serviceApp()
  for (const scope of SCOPES) {
    keys.set(scope, await service.key([scope]))
    keys.set(`other ${scope}`, await service.key([scope], { tenant: 'other' }))
    keys.set(`ended ${scope}`, await service.key([scope], { expires_at: '2020-01-01T00:00:00.000Z' }))
  }
  const created = await ask('POST /scan', 'scan')
  scan = created.json<{ scan_id: string }>().scan_id
  service.store.end(scan, [{ host: '192.0.2.1' }])
})

afterAll(() => service.app.close())

async function ask(name: string, keyName: string | undefined, more: Asked = {}) {
  const row = rows[name]!
  const authorization = keyName === undefined ? undefined : (keys.get(keyName) ?? keyName)
  const url = more.url === undefined ? row.url : more.url.startsWith('/') ? more.url : row.url + more.url
  const payload = more.payload ?? row.payload
  if (url.includes(':key')) key = (await service.store.keys.create(...aKey())).id
  return service.app.inject({
    method: name.split(' ')[0] as 'GET',
    // Each from somewhere else: who sends wrong keys is not listened to for a while.
    remoteAddress: `198.51.100.${(from = (from + 1) % 250)}`,
    url: url.replace(':scan', scan).replace(':key', key),
    headers: { ...(authorization !== undefined && { authorization }), ...more.headers },
    ...(payload !== undefined && { payload: payload as object }),
  })
}

function aKey(): Parameters<ServiceApp['store']['keys']['create']> {
  return [{ id: randomUUID(), tenant: 'default', name: 'old', scopes: ['read'] }, 'abc', new Uint8Array(32)]
}

test('every route has its row here, and every row its route', () => {
  const { paths = {} } = service.app.swagger()
  const routes = Object.entries(paths).flatMap(([path, methods]) =>
    Object.keys(methods as object).map((method) => `${method.toUpperCase()} ${path}`),
  )
  expect(routes.filter((route) => !route.startsWith('HEAD ')).sort()).toEqual(Object.keys(rows).sort())
})

const guarded = Object.keys(rows).filter((name) => rows[name]!.scope !== 'open')

describe.each(guarded)('%s', (name) => {
  const { scope, good, malformed, other } = rows[name]!

  test('is answered to a key that may', async () => {
    expect((await ask(name, scope)).statusCode).toBe(good)
    expect((await ask(name, 'admin')).statusCode).toBe(good)
  })

  test.each([
    ['no key', undefined],
    ['a wrong key', `Bearer psc_${'0'.repeat(12)}_${'A'.repeat(43)}`],
    ['something else', 'Basic YWRtaW46YWRtaW4='],
    ['nothing', 'Bearer '],
    ['much', `Bearer ${'A'.repeat(5_000)}`],
    ['a key that has ended', `ended ${scope}`],
  ])('is not answered to %s', async (_what, authorization) => {
    const answer = await ask(name, authorization)
    expect(answer.statusCode).toBe(401)
    expect(answer.json()).toMatchObject({ error: { code: 'no_key' } })
    expect(answer.headers['www-authenticate']).toBe('Bearer realm="portscan"')
  })

  test('is not answered to a key of another scope', async () => {
    for (const wrong of SCOPES.filter((one) => one !== scope && one !== 'admin')) {
      const answer = await ask(name, wrong)
      expect(answer.statusCode).toBe(403)
      expect(answer.json()).toMatchObject({ error: { code: 'wrong_scope' } })
    }
  })

  test('tells nothing of it to another tenant', async () => {
    const answer = await ask(name, `other ${scope}`)
    if (other === 404) expect(answer.statusCode).toBe(404)
    if (other === 'nothing') expect(answer.body).not.toContain(scan)
    expect(answer.body).not.toContain('"status":"done"')
  })

  test('says what is malformed', async () => {
    for (const one of malformed) {
      const answer = await ask(name, scope, one)
      expect({ one, status: answer.statusCode }).toEqual({ one, status: 400 })
      const { error } = answer.json<{ error: { code: string; message: string } }>()
      expect(error.code).toMatch(/^(?:invalid_|too_many_endpoints|bad_request)/)
      expect(error.message).not.toBe('')
    }
  })

  test('takes nothing that is too large', async () => {
    const long = await ask(name, scope, { url: `${rows[name]!.url}?${'a'.repeat(8_200)}` })
    expect(long.statusCode).toBe(414)
    if (rows[name]!.payload === undefined) return
    const large = await ask(name, scope, { payload: { hosts: ['a'.repeat(70_000)] } })
    expect(large.statusCode).toBe(413)
    expect(large.json()).toMatchObject({ error: { code: 'body_too_large' } })
  })

  test('takes a body as JSON alone', async () => {
    if (rows[name]!.payload === undefined) return
    const [method, url] = [name.split(' ')[0] as 'POST', rows[name]!.url]
    for (const type of [
      'text/plain',
      'application/xml',
      'application/x-www-form-urlencoded',
      'application/jsonx',
    ]) {
      const headers = { authorization: keys.get(scope)!, 'content-type': type }
      const answer = await service.app.inject({ method, url, headers, payload: '{"hosts":["192.0.2.1"]}' })
      expect({ type, status: answer.statusCode }).toEqual({ type, status: 415 })
    }
    const headers = { authorization: keys.get(scope)!, 'content-type': 'application/json' }
    for (const payload of [
      '{',
      '',
      'null',
      '{"__proto__":{}}',
      '{"constructor":{"prototype":{}}}',
      '\ufeff{}',
    ]) {
      const answer = await service.app.inject({ method, url, headers, payload })
      expect({ payload, status: answer.statusCode }).toEqual({ payload, status: 400 })
    }
  })

  test('is there for its own methods alone', async () => {
    for (const method of ['PUT', 'PATCH', 'OPTIONS'] as const) {
      const url = rows[name]!.url.replace(':scan', scan).replace(':key', key)
      const answer = await service.app.inject({ method, url })
      expect(answer.statusCode).toBe(405)
      expect(answer.headers['allow']).toContain(name.split(' ')[0])
    }
  })

  test('has the same headers as every other', async () => {
    const { headers } = await ask(name, scope)
    expect(headers).toMatchObject({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
    expect(headers['content-security-policy']).toContain("default-src 'none'")
    expect(headers).not.toHaveProperty('access-control-allow-origin')
  })
})

test('what is open needs no key', async () => {
  for (const name of Object.keys(rows).filter((one) => rows[one]!.scope === 'open')) {
    expect((await ask(name, undefined)).statusCode).toBe(rows[name]!.good)
  }
})

test('what is not there is told in the same shape', async () => {
  const answer = await service.app.inject({ url: '/wp-login.php' })
  expect(answer.statusCode).toBe(404)
  expect(answer.json()).toMatchObject({ error: { code: 'not_found' } })
  expect((await service.app.inject({ method: 'TRACE' as 'GET', url: '/scan' })).statusCode).toBe(405)
  expect((await service.app.inject({ method: 'PROPFIND' as 'GET', url: '/scan' })).statusCode).toBe(405)
})

test('too many requests are told when to come again, those for nothing too', async () => {
  const strict = await serviceApp({ limits: { ...strictLimits(), requests: 3 } })
  for (let at = 0; at < 3; at++) expect((await strict.app.inject('/nothing')).statusCode).toBe(404)
  const answer = await strict.app.inject('/nothing')
  expect(answer.statusCode).toBe(429)
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
  expect(answer.json()).toMatchObject({ error: { code: 'too_many_requests' } })
  // A key has a count of its own.
  const authorization = await strict.key(['read'])
  expect((await strict.app.inject({ url: '/hosts', headers: { authorization } })).statusCode).toBe(200)
  await strict.app.close()
})

test('who tries keys is not listened to any more, also with a right one', async () => {
  const strict = await serviceApp()
  for (let at = 0; at < 60; at++) await strict.app.inject('/hosts')
  const authorization = await strict.key(['read'])
  const answer = await strict.app.inject({ url: '/hosts', headers: { authorization } })
  expect(answer.statusCode).toBe(429)
  expect(answer.json()).toMatchObject({ error: { code: 'too_many_failures' } })
  await strict.app.close()
})

function strictLimits() {
  return { hosts: 10, endpoints: 1_000, scans: 5, requests: 10, schedules: 1, webhooks: 1 }
}
