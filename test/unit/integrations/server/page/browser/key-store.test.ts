import { expect, test } from 'vitest'
import { createKeyStore } from '../../../../../../src/integrations/server/page/browser/key-store.ts'

function memory(): {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
  readonly size: number
} {
  const held = new Map<string, string>()
  return {
    getItem: (key) => held.get(key) ?? null,
    setItem: (key, value) => void held.set(key, value),
    removeItem: (key) => void held.delete(key),
    get size() {
      return held.size
    },
  }
}

test('a key is kept for the tab, and forgotten', () => {
  const storage = memory()
  createKeyStore(storage).set('psc_a')
  const again = createKeyStore(storage)
  expect(again.get()).toBe('psc_a')
  again.set(undefined)
  expect([again.get(), storage.size]).toEqual([undefined, 0])
})

test('without storage, or where it is forbidden, it is kept in memory', () => {
  const refuse = (): never => {
    throw new Error('forbidden')
  }
  for (const storage of [undefined, { getItem: refuse, setItem: refuse, removeItem: refuse }]) {
    const keys = createKeyStore(storage)
    expect(keys.get()).toBeUndefined()
    keys.set('psc_a')
    expect(keys.get()).toBe('psc_a')
  }
})
