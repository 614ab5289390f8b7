import { randomUUID } from 'node:crypto'
import { makeApiKey } from '../../src/integrations/server/http/api-key.ts'
import { buildApp, type AppOptions } from '../../src/integrations/server/http/build-app.ts'
import type { HttpApp } from '../../src/integrations/server/http/http-app.ts'
import type { Scope } from '../../src/integrations/server/model.ts'
import type { Job } from '../../src/integrations/server/queue/job-queue.ts'
import type { Store } from '../../src/integrations/server/store/store.ts'
import { memoryStore, type MemoryStore } from './memory-store.ts'

export type AppSettings = AppOptions['settings']

/** Settings of a service with keys that may scan some documentation networks. */
export const appSettings: AppSettings = {
  access: 'keys',
  allow: ['127.0.0.0/8', '192.0.2.0/24', '2001:db8::/32'],
  deny: ['192.0.2.66'],
  own: [],
  allowOwn: false,
  trustProxy: false,
  logLevel: 'silent',
  limits: { hosts: 256, endpoints: 1_000_000, scans: 50, requests: 1_000_000, schedules: 10, webhooks: 10 },
  work: {
    workers: 0,
    leaseMs: 30_000,
    attempts: 3,
    retryMs: 1_000,
    sweepMs: 5_000,
    backends: ['connect'],
  },
}

export interface ServiceApp<AppStore extends Store = MemoryStore> {
  readonly app: HttpApp
  readonly store: AppStore
  /** What was put in the queue. */
  readonly jobs: Job[]
  /** A new key: what stands in `Authorization`. */
  key(
    scopes: readonly Scope[],
    more?: { readonly tenant?: string; readonly expires_at?: string },
  ): Promise<string>
}

/** The HTTP API on a store in memory, with a queue that only collects. */
export async function serviceApp(
  settings: Partial<AppSettings> = {},
  more: Partial<Omit<AppOptions, 'settings' | 'store'>> = {},
): Promise<ServiceApp> {
  return serviceAppOn(memoryStore(), settings, more)
}

export async function serviceAppOn<AppStore extends Store>(
  store: AppStore,
  settings: Partial<AppSettings> = {},
  more: Partial<Omit<AppOptions, 'settings' | 'store'>> = {},
): Promise<ServiceApp<AppStore>> {
  const jobs: Job[] = []
  const queue = {
    add: (some: readonly Job[]) => Promise.resolve(void jobs.push(...some)),
    ready: () => Promise.resolve(),
  }
  const app = await buildApp({ store, queue, settings: { ...appSettings, ...settings }, ...more })
  await app.ready()
  return {
    app,
    store,
    jobs,
    async key(scopes, { tenant = 'default', expires_at: expires } = {}) {
      const { text, prefix, hash } = makeApiKey()
      const row = {
        id: randomUUID(),
        tenant,
        name: 'test',
        scopes,
        ...(expires !== undefined && { expires_at: expires }),
      }
      await store.keys.create(row, prefix, hash)
      return `Bearer ${text}`
    },
  }
}
