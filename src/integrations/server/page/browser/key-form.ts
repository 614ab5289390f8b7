import type { KeyStore } from './key-store.ts'
import { el, type Tree } from './tree.ts'

export interface KeyForm {
  open(): unknown
  view(): Tree | undefined
}

/** Where the reader gives a key, or takes it back. */
export function createKeyForm(use: {
  readonly keys: KeyStore
  /** Another key, or none. */
  changed(): void
}): KeyForm {
  let shown = false
  let typed = ''
  return { open: () => (shown = true), view }

  function close(key: string | undefined): void {
    shown = false
    typed = ''
    use.keys.set(key)
    use.changed()
  }

  function view(): Tree | undefined {
    if (!shown) return undefined
    return el(
      'form',
      {
        class: 'card key-form',
        key: 'key-form',
        'aria-labelledby': 'key-title',
        on: {
          submit: (event) => {
            event.preventDefault()
            if (typed.trim() !== '') close(typed.trim())
          },
        },
      },
      el('h2', { id: 'key-title' }, 'Key'),
      el('p', { class: 'note' }, 'Kept in this tab alone, until it is closed.'),
      el('label', { for: 'key' }, 'Key of the service '),
      el('input', {
        id: 'key',
        type: 'password',
        autocomplete: 'off',
        spellcheck: 'false',
        required: true,
        on: { input: ({ target }) => (typed = target?.value ?? '') },
      }),
      el('button', { type: 'submit', class: 'main' }, 'Use it'),
      use.keys.get() !== undefined &&
        el('button', { type: 'button', on: { click: () => close(undefined) } }, 'Forget it'),
    )
  }
}
