import type { Browser } from './dom.ts'

/** The key that the reader gave: for this tab alone, and gone with it. */
export interface KeyStore {
  get(): string | undefined
  /** Nothing forgets it. */
  set(key: string | undefined): void
}

const NAME = 'portscan-key'

export function createKeyStore(storage: Browser['storage']): KeyStore {
  let key = read()
  return {
    get: () => key,
    set(next) {
      key = next
      try {
        if (next === undefined) storage?.removeItem(NAME)
        else storage?.setItem(NAME, next)
      } catch {
        // Full or forbidden: it is then known until the page is loaded anew.
      }
    },
  }

  function read(): string | undefined {
    try {
      return storage?.getItem(NAME) ?? undefined
    } catch {
      return undefined
    }
  }
}
