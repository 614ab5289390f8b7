import { expect, test } from 'vitest'
import { makeApiKey } from '../../../../../src/integrations/server/http/api-key.ts'
import { createKeyGate, mayDo } from '../../../../../src/integrations/server/http/key-gate.ts'
import { memoryStore } from '../../../../support/memory-store.ts'

const row = (id: string, more = {}) => ({ id, tenant: 'lab', name: id, scopes: ['read'] as const, ...more })

test('a key is known again, a changed one is not', async () => {
  const { keys } = memoryStore()
  const gate = createKeyGate(keys, { access: 'keys' })
  const { text, prefix, hash } = makeApiKey()
  await keys.create(row('a'), prefix, hash)
  expect(await gate.identify(`Bearer ${text}`)).toEqual({ tenant: 'lab', keyId: 'a', scopes: ['read'] })
  expect(await gate.identify(`bearer  ${text}`)).toMatchObject({ keyId: 'a' })
  const wrong = text.slice(0, -1) + (text.endsWith('A') ? 'B' : 'A')
  for (const other of [wrong, text.toUpperCase(), `${text} `, '', 'x', `${text},${text}`]) {
    expect(await gate.identify(`Bearer ${other}x`)).toBeUndefined()
  }
  expect(await gate.identify(undefined)).toBeUndefined()
  expect(await gate.identify(text)).toBeUndefined()
})

test('two keys with one prefix are told apart, and one that has ended is none', async () => {
  const { keys } = memoryStore()
  const gate = createKeyGate(keys, { access: 'keys' }, () => Date.parse('2026-01-02'))
  const [one, other] = [makeApiKey(), makeApiKey()]
  await keys.create(row('other'), one.prefix, other.hash)
  await keys.create(row('one', { expires_at: '2026-01-03T00:00:00.000Z' }), one.prefix, one.hash)
  expect(await gate.identify(`Bearer ${one.text}`)).toMatchObject({ keyId: 'one' })
  const later = createKeyGate(keys, { access: 'keys' }, () => Date.parse('2026-01-03'))
  expect(await later.identify(`Bearer ${one.text}`)).toBeUndefined()
})

test('the last use is noted, once a minute', async () => {
  let now = 1e12
  let used = 0
  const { keys } = memoryStore()
  const counting = { ...keys, used: () => Promise.resolve(void used++) }
  const { text, prefix, hash } = makeApiKey()
  await keys.create(row('a'), prefix, hash)
  const gate = createKeyGate(
    { ...counting, withPrefix: (p) => keys.withPrefix(p) },
    { access: 'keys' },
    () => now,
  )
  for (const step of [0, 1_000, 58_000, 1_000]) {
    now += step
    await gate.identify(`Bearer ${text}`)
  }
  expect(used).toBe(2)
})

test('the key of the settings may do everything', async () => {
  const firstKey = 'x'.repeat(32)
  const gate = createKeyGate(memoryStore().keys, { access: 'keys', firstKey })
  expect(await gate.identify(`Bearer ${firstKey}`)).toMatchObject({ tenant: 'default', scopes: ['admin'] })
  expect(await gate.identify(`Bearer ${firstKey}x`)).toBeUndefined()
})

test('the quickstart asks for no key until there is one', async () => {
  const { keys } = memoryStore()
  const gate = createKeyGate(keys, { access: 'quickstart' })
  expect(await gate.identify(undefined)).toEqual({ tenant: 'default', scopes: ['admin'] })
  const { prefix, hash } = makeApiKey()
  await keys.create(row('a', { tenant: 'default' }), prefix, hash)
  gate.changed()
  expect(await gate.identify(undefined)).toBeUndefined()
  expect(await createKeyGate(keys, { access: 'off' }).identify(undefined)).toMatchObject({
    scopes: ['admin'],
  })
})

test('admin holds the others, and they do not hold each other', () => {
  const caller = (scope: 'read' | 'scan' | 'admin') => ({ tenant: 'a', scopes: [scope] })
  expect(mayDo(caller('admin'), 'scan')).toBe(true)
  expect(mayDo(caller('scan'), 'read')).toBe(false)
  expect(mayDo(caller('read'), 'admin')).toBe(false)
})
