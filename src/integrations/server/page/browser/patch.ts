import type { DomDocument, DomElement, DomEvent, DomNode } from './dom.ts'
import type { AttributeValue, Attributes, Branch, Tree } from './tree.ts'

/** Makes the page look like a tree. */
export interface Patcher {
  /** Changes as little as it can, so that what has the focus, and what was typed, stay. */
  patch(parent: DomElement, children: readonly Tree[]): void
}

/** The only place where something gets into the page: texts as text nodes, never as HTML. */
export function createPatcher(document: DomDocument): Patcher {
  const shown = new WeakMap<DomNode, Tree>()
  return { patch }

  function patch(parent: DomElement, children: readonly Tree[]): void {
    let at = parent.firstChild
    for (const child of children) {
      const found = fitting(at, child)
      if (found === null) parent.insertBefore(create(child), at)
      else {
        update(found, child)
        if (found === at) at = at.nextSibling
        else parent.insertBefore(found, at)
      }
    }
    while (at !== null) {
      const next = at.nextSibling
      parent.removeChild(at)
      at = next
    }
  }

  /** What is there already for this child: the next node, or one behind it that has the same key. */
  function fitting(at: DomNode | null, child: Tree): DomNode | null {
    const key = keyOf(child)
    for (let node = at; node !== null; node = key === undefined ? null : node.nextSibling) {
      if (fits(shown.get(node), child)) return node
    }
    return null
  }

  function create(child: Tree): DomNode {
    if (typeof child === 'string') {
      const text = document.createTextNode(child)
      shown.set(text, child)
      return text
    }
    const element = document.createElement(child.tag)
    update(element, child)
    return element
  }

  function update(node: DomNode, child: Tree): void {
    const before = shown.get(node)
    shown.set(node, child)
    if (typeof child === 'string') {
      if (before !== child) node.textContent = child
      return
    }
    const element = node as DomElement
    const old = typeof before === 'object' ? before.attributes : {}
    setAttributes(element, old, child.attributes)
    for (const type of Object.keys(child.attributes.on ?? {})) {
      if (old.on?.[type] === undefined) element.addEventListener(type, dispatch)
    }
    patch(element, child.children)

    function dispatch(event: DomEvent): void {
      const now = shown.get(node) as Branch
      now.attributes.on?.[event.type]?.(event)
    }
  }
}

function keyOf(tree: Tree): string | undefined {
  return typeof tree === 'string' ? undefined : tree.attributes.key
}

function fits(before: Tree | undefined, child: Tree): boolean {
  if (before === undefined) return false
  if (typeof before === 'string' || typeof child === 'string') return typeof before === typeof child
  return before.tag === child.tag && keyOf(before) === keyOf(child)
}

function setAttributes(element: DomElement, old: Attributes, now: Attributes): void {
  for (const name of new Set([...Object.keys(old), ...Object.keys(now)])) {
    if (name === 'key' || name === 'on' || old[name] === now[name]) continue
    const value = textOf(name, now[name] as AttributeValue)
    if (value === undefined) element.removeAttribute(name)
    else element.setAttribute(name, value)
  }
}

/** What an attribute may be: no script, and no link but to a place of ours. */
function textOf(name: string, value: AttributeValue): string | undefined {
  if (value === undefined || value === false || /^on/i.test(name)) return undefined
  if (value === true) return ''
  if (name === 'href' && !/^(?:#|\/(?![/\\]))/.test(String(value))) return undefined
  return String(value)
}
