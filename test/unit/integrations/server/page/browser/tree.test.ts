import { expect, test } from 'vitest'
import { el } from '../../../../../../src/integrations/server/page/browser/tree.ts'

test('lists are laid flat, what is not there is left out, numbers are texts', () => {
  const made = el('p', { class: 'x' }, 'a', [0, undefined, [false, el('b')]], 2)
  expect(made).toEqual({ tag: 'p', attributes: { class: 'x' }, children: ['a', '0', el('b'), '2'] })
})
