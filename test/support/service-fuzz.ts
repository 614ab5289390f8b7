import fc from 'fast-check'
import { expect, test } from 'vitest'
import { INJECTIONS, operationsOf, requestsFor, type SentRequest } from './service-client.ts'
import type { ServiceApp } from './service-app.ts'
import type { Store } from '../../src/integrations/server/store/store.ts'

/**
 * A client that knows the document of the API alone, and asks it everything: nothing is answered with 5xx, and everything with
 * a status that the document names.
 */
export function serviceFuzz(name: string, service: () => ServiceApp<Store>, runs: number): void {
  const texts = fc.oneof(
    { weight: 2, arbitrary: fc.constantFrom(...INJECTIONS) },
    { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
    { weight: 1, arbitrary: fc.constantFrom('192.0.2.1', '192.0.2.0/30', 'host.example', 'top-10', '80') },
  )

  async function ask(request: SentRequest, authorization: string) {
    const { method, url, headers, payload } = request
    const answer = await service().app.inject({
      method: method as 'GET',
      url,
      headers: { ...headers, authorization },
      ...(payload !== undefined && { payload }),
    })
    return { status: answer.statusCode, body: answer.body, type: String(answer.headers['content-type']) }
  }

  async function endedScan(authorization: string): Promise<string> {
    const payload = { hosts: ['192.0.2.1'], ports: '22' }
    const asked = await service().app.inject({
      method: 'POST',
      url: '/scan',
      headers: { authorization },
      payload,
    })
    const { scan_id: id } = asked.json<{ scan_id: string }>()
    await service().app.inject({ method: 'DELETE', url: `/scan/${id}`, headers: { authorization } })
    return id
  }

  test(`${name}: whatever a client asks, no answer is a failure of ours`, { timeout: 240_000 }, async () => {
    const admin = await service().key(['admin'], { tenant: 'fuzz' })
    const seen = new Map<number, number>()
    const ended = await endedScan(admin)
    for (const operation of operationsOf(service().app)) {
      await fc.assert(
        fc.asyncProperty(requestsFor(operation, fc.oneof(texts, fc.constant(ended))), async (request) => {
          const { status, body, type } = await ask(request, admin)
          seen.set(status, (seen.get(status) ?? 0) + 1)
          expect({ request, status, body, bad: status >= 500 }).toMatchObject({ bad: false })
          if (status === 405) return
          expect({ request, body, status, named: operation.statuses.includes(String(status)) }).toMatchObject(
            {
              named: true,
            },
          )
          if (status >= 400) {
            expect(type).toBe('application/json; charset=utf-8')
            expect(JSON.parse(body)).toMatchObject({ error: { code: expect.any(String) as string } })
          }
        }),
        { numRuns: runs },
      )
    }
    // A client that is refused everything has tried nothing.
    expect(seen.get(200) ?? 0).toBeGreaterThan(runs)
    expect(seen.get(202) ?? 0).toBeGreaterThan(0)
  })

  test(`${name}: what tools inject is text like any other`, { timeout: 240_000 }, async () => {
    const admin = await service().key(['admin'], { tenant: 'fuzz' })
    const paths = ['/results/:x', '/diff/:x', '/scan/status/:x', '/scan/:x/events', '/report/:x', '/keys/:x']
    const queries = [
      '/scans?cursor=:x',
      '/hosts?cursor=:x',
      '/audit?cursor=:x',
      '/scans?limit=:x',
      '/results/192.0.2.1?scan_id=:x',
    ]
    for (const text of INJECTIONS) {
      const x = encodeURIComponent(text.replace(/\p{Surrogate}/gu, '\ufffd'))
      const cursor = Buffer.from(JSON.stringify([text, text])).toString('base64url')
      const urls = [...paths, ...queries].map((path) => path.replace(':x', x))
      const gets = [...urls, `/scans?cursor=${cursor}`, `/hosts?cursor=${cursor}`, `/audit?cursor=${cursor}`]
      const bodies = [
        ['/scan', { hosts: [text] }],
        ['/scan', { hosts: ['192.0.2.1'], ports: text }],
        ['/scan', { hosts: ['192.0.2.1'], timing: text }],
        ['/keys', { name: text, scopes: ['read'] }],
      ] as const
      const requests: SentRequest[] = [
        ...gets.map((url) => ({ method: 'GET', url, headers: {} })),
        ...bodies.map(([url, body]) => ({
          method: 'POST',
          url,
          headers: { 'content-type': 'application/json' },
          payload: JSON.stringify(body),
        })),
      ]
      for (const request of requests) {
        const { status, body } = await ask(request, admin)
        expect({ request, body, bad: status >= 500 }).toMatchObject({ bad: false })
        expect(body).not.toMatch(/syntax error|pg_sleep\(10\).{0,40}at |stack|node_modules/)
      }
    }
  })
}
