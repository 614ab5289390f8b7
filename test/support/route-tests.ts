import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { AddRoutes } from '../../src/integrations/server/http/http-app.ts'
import type { Scope } from '../../src/integrations/server/model.ts'
import type { OpenStore } from '../../src/integrations/server/store/open-store.ts'
import { embeddedStore } from './embedded-store.ts'
import { serviceAppOn, type ServiceApp } from './service-app.ts'
import { operationsOf } from './service-client.ts'

/** One route, and how it is rightly asked; `:id` is a thing of the tenant that asks. */
export interface RouteRow {
  readonly scope: Scope
  readonly payload?: unknown
  readonly good: number
  /** Each of these bodies is answered with 400. */
  readonly malformed?: readonly unknown[]
}

export interface RouteWorld {
  readonly tenant: string
  /** Asks as this tenant's admin. */
  ask(
    method: string,
    url: string,
    payload?: unknown,
  ): Promise<{ status: number; body: unknown; headers: object }>
  readonly store: OpenStore
}

/**
 * Every route with this tag: asked rightly, without a key, with a key that may less, by another tenant, with a wrong id and
 * wrong bodies. A route that is not in the table fails. `make` gives the id of a new thing.
 */
export function routeTests(
  tag: string,
  routesOf: (store: OpenStore) => Promise<AddRoutes> | AddRoutes,
  rows: Readonly<Record<string, RouteRow>>,
  make: (world: RouteWorld) => Promise<string>,
): () => RouteWorld {
  const tenant = randomUUID()
  let service: ServiceApp<OpenStore>
  let world: RouteWorld
  const inject = async (
    authorization: string | undefined,
    method: string,
    url: string,
    payload?: unknown,
  ) => {
    const answer = await service.app.inject({
      method: method as 'GET',
      url,
      headers: authorization === undefined ? {} : { authorization },
      ...(payload !== undefined && { payload: payload as object }),
    })
    const body: unknown = answer.body === '' ? undefined : answer.json()
    return { status: answer.statusCode, body, headers: answer.headers }
  }
  beforeAll(async () => {
    const store = await embeddedStore()
    service = await serviceAppOn(store, {}, { routes: [await routesOf(store)] })
    const admin = await service.key(['admin'], { tenant })
    world = { tenant, store, ask: (method, url, payload) => inject(admin, method, url, payload) }
  })
  afterAll(() => service.app.close())

  test('no route is missing here', () => {
    const routes = Object.keys(service.app.swagger().paths ?? {}).filter((path) => path.startsWith(`/${tag}`))
    const known = operationsOf(service.app).filter(({ path }) => routes.includes(path))
    expect(known.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual(
      Object.keys(rows).toSorted(),
    )
  })

  test.each(Object.entries(rows))('%s', async (name, { scope, payload, good, malformed = [] }) => {
    const [method = '', path = ''] = name.split(' ')
    const url = path.replace('{id}', await make(world))
    expect((await inject(undefined, method, url, payload)).status).toBe(401)
    for (const less of LESS[scope]) {
      expect((await inject(await service.key([less], { tenant }), method, url, payload)).status).toBe(403)
    }
    for (const body of malformed) {
      const { status, body: said } = await world.ask(method, url, body)
      expect([status, body], JSON.stringify(said)).toEqual([400, body])
    }
    if (path.includes('{id}')) {
      const other = await service.key(['admin'], { tenant: randomUUID() })
      expect((await inject(other, method, url, payload)).status).toBe(404)
      expect((await world.ask(method, path.replace('{id}', "'--"), payload)).status).toBe(400)
      expect((await world.ask(method, path.replace('{id}', randomUUID()), payload)).status).toBe(404)
    }
    expect((await world.ask(method, url, payload)).status).toBe(good)
  })
  return () => world
}

const LESS: Readonly<Record<Scope, readonly Scope[]>> = { read: [], scan: ['read'], admin: ['read', 'scan'] }
