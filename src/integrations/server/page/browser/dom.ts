// The part of the browser that the page uses, as types: the library is checked without those of browsers, in which
// `name`, `status` and `open` are variables of everywhere.

export interface DomEvent {
  readonly type: string
  readonly target: DomElement | null
  readonly key?: string
  preventDefault(): void
}

export interface DomNode {
  readonly nextSibling: DomNode | null
  readonly parentNode: DomNode | null
  textContent: string | null
}

export interface DomElement extends DomNode {
  readonly firstChild: DomNode | null
  readonly tagName: string
  /** Of fields. */
  value?: string
  checked?: boolean
  insertBefore(node: DomNode, before: DomNode | null): unknown
  removeChild(node: DomNode): unknown
  setAttribute(name: string, value: string): void
  removeAttribute(name: string): void
  addEventListener(type: string, listener: (event: DomEvent) => void): void
  focus(): void
  click(): void
}

export interface DomDocument {
  title: string
  createElement(tag: string): DomElement
  createTextNode(text: string): DomNode
  getElementById(id: string): DomElement | null
}

/** What the page is given of its window. */
export interface Browser {
  readonly document: DomDocument
  readonly location: { hash: string }
  /** Of this tab, gone when it is closed; `undefined` where the reader forbids it. */
  readonly storage: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> | undefined
  readonly fetch: typeof fetch
  /** Calls whenever the part of the address after `#` changes. */
  onMove(listener: () => void): void
  /** Offers a file to keep. */
  save(name: string, content: Blob): void
  /** Milliseconds since 1970. */
  now(): number
}

interface Storage {
  getItem(key: string): string | null
  setItem(key: string, value: string): void
  removeItem(key: string): void
}
