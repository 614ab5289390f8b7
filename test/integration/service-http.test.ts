import { mkdtempSync, rmSync } from 'node:fs'
import { connect, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openStore, type OpenStore } from '../../src/integrations/server/store/open-store.ts'
import { databaseImage } from '../../scripts/database-image.mjs'
import { serviceApp, serviceAppOn, type ServiceApp } from '../support/service-app.ts'
import { serviceFuzz } from '../support/service-fuzz.ts'

const limits = { hosts: 64, endpoints: 1e6, scans: 1e6, requests: 1e8, schedules: 1, webhooks: 1 }

describe('the API on the embedded database', () => {
  const directory = mkdtempSync(join(tmpdir(), 'portscan-http-'))
  let service: ServiceApp<OpenStore>
  beforeAll(async () => {
    const store = await openStore({ directory }, { image: await databaseImage() })
    service = await serviceAppOn(store, { limits })
  })
  afterAll(async () => {
    await service?.app.close()
    await service?.store.close()
    rmSync(directory, { recursive: true, force: true })
  })

  serviceFuzz('PGlite', () => service, Number(process.env['FUZZ_SCALE'] ?? 1) * 15)

  test('the same idempotency key is the same scan, and refused for another', async () => {
    const headers = { authorization: await service.key(['scan']), 'idempotency-key': 'nightly-1' }
    const ask = (payload: object) => service.app.inject({ method: 'POST', url: '/scan', headers, payload })
    const one = await ask({ hosts: ['192.0.2.1', '192.0.2.2'], ports: '22' })
    expect(one.statusCode).toBe(202)
    const jobs = service.jobs.length
    expect((await ask({ hosts: ['192.0.2.1', '192.0.2.2'], ports: '22' })).json()).toEqual(one.json())
    expect(service.jobs).toHaveLength(jobs)
    const other = await ask({ hosts: ['192.0.2.1'], ports: '22' })
    expect(other.statusCode).toBe(422)
    expect(other.json()).toMatchObject({ error: { code: 'idempotency_conflict' } })
  })

  test('each refused target has a row in the audit', async () => {
    const admin = await service.key(['admin'], { tenant: 'audited' })
    const headers = { authorization: admin }
    const payload = { hosts: ['10.0.0.1', '169.254.169.254', '192.0.2.66', '8.8.8.8', '192.0.2.1'] }
    const answer = await service.app.inject({ method: 'POST', url: '/scan', headers, payload })
    expect(answer.statusCode).toBe(403)
    expect(
      answer.json<{ error: { details: { code: string }[] } }>().error.details.map(({ code }) => code),
    ).toEqual(['special', 'metadata', 'denied', 'not-allowed'])
    const audit = await service.app.inject({ url: '/audit', headers })
    const { items } = audit.json<{ items: { action: string; detail: { host: string } }[] }>()
    expect(items.map(({ action }) => action)).toEqual(Array(4).fill('scan.refused'))
    expect(items.map(({ detail }) => detail.host).sort()).toEqual([...payload.hosts].slice(0, 4).sort())
  })

  test('a key is shown once, works, is listed without itself, and ends when it is revoked', async () => {
    const admin = { authorization: await service.key(['admin'], { tenant: 'keys' }) }
    const made = await service.app.inject({
      method: 'POST',
      url: '/keys',
      headers: admin,
      payload: { name: 'ci', scopes: ['read'], expires_in_days: 30 },
    })
    const { key, id } = made.json<{ key: string; id: string }>()
    const mine = { authorization: `Bearer ${key}` }
    expect((await service.app.inject({ url: '/hosts', headers: mine })).statusCode).toBe(200)
    const list = await service.app.inject({ url: '/keys', headers: admin })
    expect(
      list
        .json<{ items: { name: string }[] }>()
        .items.map(({ name }) => name)
        .sort(),
    ).toEqual(['ci', 'test'])
    expect(list.body).not.toContain(key.split('_')[2])
    await service.app.inject({ method: 'DELETE', url: `/keys/${id}`, headers: admin })
    expect((await service.app.inject({ url: '/hosts', headers: mine })).statusCode).toBe(401)
  })
})

test('no key and no secret is in the log, whatever is asked with it', async () => {
  const lines: string[] = []
  const firstKey = 'canary-7f3a9c51e8d24b6fa0c1-secret'
  const log = { write: (line: string) => void lines.push(line) }
  const { app, store, key } = await serviceApp({ logLevel: 'debug', firstKey }, { log })
  const admin = await key(['admin'])
  const secret = admin.replace('Bearer ', '')
  const made = await app.inject({
    method: 'POST',
    url: '/keys',
    headers: { authorization: `Bearer ${firstKey}` },
    payload: { name: 'x', scopes: ['read'] },
  })
  const other = made.json<{ key: string }>().key
  for (const text of [secret, other]) {
    for (const url of [`/hosts?key=${text}`, `/results/${text}`, `/${text}`, `/scans?cursor=${text}`]) {
      await app.inject({ url, headers: { authorization: admin, cookie: `key=${text}`, 'x-api-key': text } })
      await app.inject({ url, headers: { authorization: `Basic ${text}` } })
    }
    await app.inject({
      method: 'POST',
      url: '/scan',
      headers: { authorization: admin },
      payload: { hosts: [text] },
    })
    await app.inject({
      method: 'POST',
      url: '/scan',
      headers: { authorization: admin },
      payload: `{"${text}`,
    })
    store.break(new Error(`query failed with parameter ${text}`))
    await app.inject({ url: '/hosts', headers: { authorization: admin } })
    store.break(undefined)
  }
  await app.close()
  const all = lines.join('')
  expect(lines.length).toBeGreaterThan(20)
  for (const text of [secret, other]) expect(all).not.toContain(text.split('_')[2])
  expect(all).not.toContain(firstKey)
})

describe('over sockets', () => {
  let service: ServiceApp
  let port: number
  beforeAll(async () => {
    service = await serviceApp()
    await service.app.listen({ host: '127.0.0.1', port: 0 })
    port = (service.app.server.address() as AddressInfo).port
  })
  afterAll(() => service.app.close())

  test('who sends slowly is cut off, and others are served meanwhile', async () => {
    const slow = Array.from({ length: 50 }, (_, at) => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => undefined)
      socket.write(`POST /scan HTTP/1.1\r\nHost: localhost\r\nX-${at}: `)
      const drip = setInterval(() => socket.write('a'), 200)
      return new Promise<void>((resolve) => {
        socket.once('close', () => {
          clearInterval(drip)
          resolve()
        })
        socket.resume()
      })
    })
    const answer = await fetch(`http://127.0.0.1:${port}/health/live`)
    expect(answer.status).toBe(200)
    await Promise.all(slow)
  })

  test('what is no HTTP, or too much of a header, is refused', async () => {
    const say = (text: string) =>
      new Promise<string>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.end(text))
        let heard = ''
        socket.on('data', (bytes: Buffer) => (heard += bytes.toString()))
        socket.on('error', () => undefined)
        socket.once('close', () => resolve(heard))
      })
    expect(await say('\x16\x03\x01\x02\x00\x01\x00')).toMatch(/^HTTP\/1\.1 400/)
    expect(await say(`GET / HTTP/1.1\r\nHost: a\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 431/,
    )
    expect(await say('GET /health/live HTTP/1.1\r\n\r\n')).toMatch(/^HTTP\/1\.1 400/)
    const smuggled =
      'POST /scan HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n'
    expect(await say(smuggled)).toMatch(/^HTTP\/1\.1 400/)
  })

  test('events are heard as they happen, from where the reader was, and the end too', async () => {
    const authorization = await service.key(['read', 'scan'])
    const asked = await service.app.inject({
      method: 'POST',
      url: '/scan',
      headers: { authorization },
      payload: { hosts: ['192.0.2.1'], ports: '22' },
    })
    const { scan_id: id } = asked.json<{ scan_id: string }>()
    service.store.say(id, 'scan', { status: 'pending' })
    service.store.say(id, 'port', { port: 22 })
    const headers = { authorization, 'last-event-id': '1' }
    const stream = await fetch(`http://127.0.0.1:${port}/scan/${id}/events`, { headers })
    expect(stream.headers.get('content-type')).toBe('text/event-stream; charset=utf-8')
    let heard = ''
    for await (const piece of stream.body!.pipeThrough(new TextDecoderStream())) {
      heard += piece
      if (heard.includes('id: 2') && !heard.includes('id: 3')) service.store.say(id, 'port', { port: 80 })
      if (heard.includes('id: 3')) service.store.end(id)
    }
    expect(heard).not.toContain('id: 1\n')
    expect(heard).toMatch(/id: 2\n[^]*id: 3\n[^]*event: end\ndata: \{"status":"done"\}\n\n$/)
    const again = await fetch(`http://127.0.0.1:${port}/scan/${id}/events`, {
      headers: { authorization, 'last-event-id': '3' },
    })
    expect(again.status).toBe(204)
  })

  test('an open stream does not hold the end of the service', async () => {
    const other = await serviceApp()
    const base = await other.app.listen({ host: '127.0.0.1', port: 0 })
    const authorization = await other.key(['read', 'scan'])
    const payload = { hosts: ['192.0.2.1'], ports: '22' }
    const asked = await other.app.inject({
      method: 'POST',
      url: '/scan',
      headers: { authorization },
      payload,
    })
    const { scan_id: id } = asked.json<{ scan_id: string }>()
    const stream = await fetch(`${base}/scan/${id}/events`, { headers: { authorization } })
    const over = stream.text().catch(() => 'cut off')
    await other.app.close()
    expect(await over).toBeTypeOf('string')
  })
})
