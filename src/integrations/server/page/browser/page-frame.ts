import type { DomEvent } from './dom.ts'
import { linkTo, type Route } from './route.ts'
import { el, type Tree } from './tree.ts'

export interface Frame {
  readonly title: string
  readonly route: Route
  readonly content: readonly Tree[]
  /** Where the key is entered, when it is asked for. */
  readonly keyForm: Tree | undefined
  readonly hasKey: boolean
  readonly onKey: () => void
  readonly focus: (id: string) => void
}

const PLACES = [
  ['hosts', 'Hosts'],
  ['scans', 'Scans'],
] as const

/** What stands round every screen: the name, where one can go, the key; then the screen under its heading. */
export function frame({ title, route, content, keyForm, hasKey, onKey, focus }: Frame): Tree[] {
  return [
    el('a', { class: 'skip', href: '#title', on: { click: skip } }, 'Skip to the content'),
    el(
      'header',
      {},
      el(
        'div',
        { class: 'in bar-top' },
        el('a', { class: 'brand', href: '#/hosts' }, 'portscan'),
        el(
          'nav',
          { 'aria-label': 'Main' },
          PLACES.map(([name, text]) => place(name, text, route)),
        ),
        el(
          'button',
          { type: 'button', class: 'quiet', on: { click: onKey } },
          hasKey ? 'Change key' : 'Enter key',
        ),
      ),
    ),
    el('main', { id: 'main' }, keyForm, el('h1', { id: 'title', tabindex: '-1' }, title), content),
  ]

  /** The part of the address after `#` says which screen this is, so the link itself must not be followed. */
  function skip(event: DomEvent): void {
    event.preventDefault()
    focus('title')
  }
}

function place(name: 'hosts' | 'scans', text: string, route: Route): Tree {
  const here = route.name === name
  return el('a', { href: linkTo({ name }), 'aria-current': here ? 'page' : undefined }, text)
}
