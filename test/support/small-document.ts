import type {
  DomDocument,
  DomElement,
  DomEvent,
  DomNode,
} from '../../src/integrations/server/page/browser/dom.ts'

/** As much of a document as the page uses, to look at what it makes without a browser. */
export interface SmallElement extends DomElement {
  readonly attributes: ReadonlyMap<string, string>
  readonly childNodes: readonly DomNode[]
  /** How often a listener was added. */
  readonly listeners: number
  /** What the page does when this happens here. */
  fire(type: string, event?: Partial<DomEvent>): void
}

export interface SmallDocument extends DomDocument {
  createElement(tag: string): SmallElement
  /** Which element has the focus, by its id. */
  readonly focused: string | undefined
}

export function smallDocument(ids: readonly string[] = []): SmallDocument {
  const known = new Map<string, SmallElement>()
  const document = {
    title: '',
    focused: undefined as string | undefined,
    createElement: (tag: string) => element(tag),
    createTextNode: (text: string) => new SmallText(text),
    getElementById: (id: string) => known.get(id) ?? null,
  }
  for (const id of ids) element('div').setAttribute('id', id)
  return document

  function element(tag: string): SmallElement {
    return new Small(tag, (id, made) => {
      known.set(id, made)
      made.focus = () => (document.focused = id)
    })
  }
}

/** All texts below an element, as they follow each other. */
export function textsOf(node: DomNode): string {
  return node instanceof Small ? node.childNodes.map(textsOf).join('') : (node.textContent ?? '')
}

class SmallText implements DomNode {
  parentNode: Small | null = null
  textContent: string | null

  constructor(text: string) {
    this.textContent = text
  }

  get nextSibling(): DomNode | null {
    const siblings = this.parentNode?.childNodes ?? []
    return siblings[siblings.indexOf(this) + 1] ?? null
  }
}

class Small extends SmallText implements SmallElement {
  readonly tagName: string
  readonly attributes = new Map<string, string>()
  readonly childNodes: DomNode[] = []
  listeners = 0
  value = ''
  checked = false
  readonly #handlers = new Map<string, (event: DomEvent) => void>()
  readonly #named: (id: string, made: Small) => void

  constructor(tag: string, named: (id: string, made: Small) => void) {
    super('')
    this.tagName = tag
    this.#named = named
  }

  get firstChild(): DomNode | null {
    return this.childNodes[0] ?? null
  }

  insertBefore(node: DomNode, before: DomNode | null): void {
    const child = node as SmallText
    child.parentNode?.removeChild(child)
    const at = before === null ? this.childNodes.length : this.childNodes.indexOf(before)
    this.childNodes.splice(at, 0, child)
    child.parentNode = this
  }

  removeChild(node: DomNode): void {
    this.childNodes.splice(this.childNodes.indexOf(node), 1)
    ;(node as SmallText).parentNode = null
  }

  setAttribute(name: string, value: string): void {
    this.attributes.set(name, value)
    if (name === 'id') this.#named(value, this)
  }

  removeAttribute(name: string): void {
    this.attributes.delete(name)
  }

  addEventListener(type: string, listener: (event: DomEvent) => void): void {
    this.listeners++
    this.#handlers.set(type, listener)
  }

  fire(type: string, event: Partial<DomEvent> = {}): void {
    this.#handlers.get(type)?.({ type, target: this, preventDefault: () => undefined, ...event })
  }

  focus(): void {}
  click(): void {
    this.fire('click')
  }
}
