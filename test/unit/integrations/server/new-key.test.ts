import { expect, test } from 'vitest'
import { readApiKey } from '../../../../src/integrations/server/http/api-key.ts'
import { newKey } from '../../../../src/integrations/server/new-key.ts'
import { openStore } from '../../../../src/integrations/server/store/open-store.ts'
import { dataFolder } from '../../../support/data-folder.ts'

test('a key is kept as its hash, with an audit row', async () => {
  const directory = await dataFolder()
  const text = await newKey({ database: { directory } }, { scopes: ['scan', 'read'], name: 'ci' })
  const store = await openStore({ directory })
  try {
    const { prefix, hash } = readApiKey(text)!
    const [row] = await store.keys.withPrefix(prefix)
    expect(row).toMatchObject({ name: 'ci', scopes: ['read', 'scan'], tenant: 'default' })
    expect(Buffer.from(row!.hash)).toEqual(Buffer.from(hash))
    const { items } = await store.audit.list('default', { limit: 10 })
    expect(items).toMatchObject([{ action: 'key.created' }])
    expect(JSON.stringify(items)).not.toContain(text)
    const taken = newKey({ database: { directory } }, { scopes: ['read'] })
    await expect(taken).rejects.toMatchObject({ code: 'ERR_STATE' })
  } finally {
    await store.close()
  }
})

test.each([[[]], [['root']], [['read', '']]])('%j are no scopes', async (scopes) => {
  await expect(newKey({ database: { directory: 'nowhere' } }, { scopes })).rejects.toThrow(
    /expected some of read, scan, admin/,
  )
})
