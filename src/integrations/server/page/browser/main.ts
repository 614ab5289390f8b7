import type { Browser, DomDocument, DomElement } from './dom.ts'
import { runPage } from './page.ts'

/** What a browser has and Node has not. */
interface Window {
  readonly document: DomDocument & { readonly body: DomElement }
  readonly location: Browser['location']
  readonly sessionStorage: NonNullable<Browser['storage']>
  addEventListener(type: string, listener: () => void): void
}

const window = globalThis as unknown as Window

runPage({
  document: window.document,
  location: window.location,
  storage: sessionStore(),
  fetch: (...request) => fetch(...request),
  onMove: (listener) => window.addEventListener('hashchange', listener),
  save,
  now: Date.now,
})

/** Where storage is forbidden, already asking for it throws. */
function sessionStore(): Browser['storage'] {
  try {
    return window.sessionStorage
  } catch {
    return undefined
  }
}

function save(name: string, content: Blob): void {
  const address = URL.createObjectURL(content)
  const link = window.document.createElement('a')
  link.setAttribute('href', address)
  link.setAttribute('download', name)
  link.click()
  // The browser has begun to read it by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000)
}
