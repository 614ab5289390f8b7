import type { DomEvent } from './dom.ts'

/** `true` is an attribute without a value, `false` and `undefined` are none. */
export type AttributeValue = string | number | boolean | undefined

export interface Attributes {
  /** Tells this element from its siblings when they change places. */
  readonly key?: string
  readonly on?: Readonly<Record<string, (event: DomEvent) => void>>
  readonly [name: string]: AttributeValue | Readonly<Record<string, (event: DomEvent) => void>>
}

/** What the page should show: elements and texts as values. A text stays a text, wherever it comes from. */
export interface Branch {
  readonly tag: string
  readonly attributes: Attributes
  readonly children: readonly Tree[]
}

export type Tree = Branch | string

/** What may be given as a child; nothing is shown for `undefined` and `false`. */
export type Child = Tree | number | undefined | false | readonly Child[]

/**
 * An element.
 *
 * @example
 * el('a', { href: '#/scans' }, 'Scans')
 */
export function el(tag: string, attributes: Attributes = {}, ...children: readonly Child[]): Branch {
  return { tag, attributes, children: flat(children) }
}

function flat(children: readonly Child[]): Tree[] {
  return children.flatMap((child): Tree[] => {
    if (child === undefined || child === false) return []
    if (typeof child === 'number') return [String(child)]
    return isList(child) ? flat(child) : [child]
  })
}

function isList(child: Child): child is readonly Child[] {
  return Array.isArray(child)
}
