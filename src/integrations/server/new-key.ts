import { randomUUID } from 'node:crypto'
import { ScanError } from 'portscan-core'
import { makeApiKey } from './http/api-key.ts'
import { USUAL_TENANT } from './http/key-gate.ts'
import type { Scope } from './model.ts'
import type { ServiceSettings } from './settings.ts'
import { openStore } from './store/open-store.ts'

const SCOPES: readonly Scope[] = ['read', 'scan', 'admin']

export interface NewKeyOptions {
  /** Some of `read`, `scan`, `admin`; the last holds the others. */
  readonly scopes: readonly string[]
  /** Default: `'command line'`. */
  readonly name?: string
}

/**
 * Makes a key in the store, and gives it: it is not kept, and cannot be shown again. Throws `ERR_OPTION` for a scope that there
 * is not, `ERR_STATE` where a running service has the data folder: there, `POST /keys` makes one.
 */
export async function newKey(
  { database }: Pick<ServiceSettings, 'database'>,
  { scopes, name = 'command line' }: NewKeyOptions,
): Promise<string> {
  const wanted = SCOPES.filter((scope) => scopes.includes(scope))
  const unknown = scopes.find((scope) => !SCOPES.some((known) => known === scope))
  if (unknown !== undefined || wanted.length === 0) {
    throw new ScanError('ERR_OPTION', `newKey: expected some of ${SCOPES.join(', ')}, got '${unknown ?? ''}'`)
  }
  const store = await openStore(database)
  try {
    const { text, prefix, hash } = makeApiKey()
    const key = { id: randomUUID(), tenant: USUAL_TENANT, name: name.slice(0, 100), scopes: wanted }
    await store.keys.create(key, prefix, hash)
    const detail = { id: key.id, name: key.name, scopes: wanted }
    await store.audit.add([{ tenant: USUAL_TENANT, action: 'key.created', detail }])
    return text
  } finally {
    await store.close()
  }
}
