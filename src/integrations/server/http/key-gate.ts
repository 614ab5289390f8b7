import { timingSafeEqual } from 'node:crypto'
import type { Scope, Tenant } from '../model.ts'
import type { ServiceSettings } from '../settings.ts'
import type { KeyStore } from '../store/store.ts'
import { hashOf, readApiKey } from './api-key.ts'

/** Who asks. */
export interface Caller {
  readonly tenant: Tenant
  /** None where no key is asked for. */
  readonly keyId?: string
  readonly scopes: readonly Scope[]
}

/** Finds out who asks, by the header `Authorization`. */
export interface KeyGate {
  /** Nobody where a key is asked for and this is none, or one that has ended. */
  identify(authorization: string | undefined): Promise<Caller | undefined>
  /** Keys were made or revoked just now. */
  changed(): void
}

/** Whose scans those of a service with a single tenant are. */
export const USUAL_TENANT: Tenant = 'default'

const ANYBODY: Caller = { tenant: USUAL_TENANT, scopes: ['admin'] }
/** How long it takes until another process's first key closes the quickstart here. */
const LOOK_AGAIN_MS = 2_000
/** A key's last use is known to the minute. */
const USE_NOTED_MS = 60_000
const MOST_NOTED = 10_000

export function createKeyGate(
  keys: KeyStore,
  { access, firstKey }: Pick<ServiceSettings, 'access' | 'firstKey'>,
  now: () => number = Date.now,
): KeyGate {
  const noted = new Map<string, number>()
  const first = firstKey === undefined ? undefined : hashOf(firstKey)
  let open: { readonly until: number; readonly answer: boolean } | undefined
  return {
    async identify(authorization) {
      if (access === 'off' || (access === 'quickstart' && (await isOpen()))) return ANYBODY
      const text = /^Bearer +(\S{1,600})$/i.exec(authorization ?? '')?.[1]
      if (text === undefined) return undefined
      if (first !== undefined && timingSafeEqual(hashOf(text), first)) {
        return { tenant: USUAL_TENANT, keyId: 'first', scopes: ['admin'] }
      }
      const key = readApiKey(text)
      return key === undefined ? undefined : find(key)
    },
    changed() {
      open = undefined
    },
  }

  async function find({ prefix, hash }: NonNullable<ReturnType<typeof readApiKey>>) {
    const rows = await keys.withPrefix(prefix)
    const row = rows.find((one) => one.hash.length === hash.length && timingSafeEqual(one.hash, hash))
    if (row === undefined || hasEnded(row.expires_at)) return undefined
    noteUse(row.id)
    return { tenant: row.tenant, keyId: row.id, scopes: row.scopes }
  }

  function hasEnded(expires: string | undefined): boolean {
    return expires !== undefined && Date.parse(expires) <= now()
  }

  /** The quickstart asks for no key until there is one. */
  async function isOpen(): Promise<boolean> {
    if (open === undefined || open.until <= now()) {
      const rows = await keys.list(USUAL_TENANT)
      open = { until: now() + LOOK_AGAIN_MS, answer: rows.length === 0 }
    }
    return open.answer
  }

  function noteUse(id: string): void {
    const at = now()
    if (at - (noted.get(id) ?? -USE_NOTED_MS) < USE_NOTED_MS) return
    if (noted.size >= MOST_NOTED) noted.clear()
    noted.set(id, at)
    // Nobody waits for it, and a request does not fail because it could not be noted.
    keys.used(id).catch(() => noted.delete(id))
  }
}

/** `admin` holds the others. */
export function mayDo({ scopes }: Caller, scope: Scope): boolean {
  return scopes.includes(scope) || scopes.includes('admin')
}
