import fc from 'fast-check'
import { expect, test } from 'vitest'
import { createPatcher } from '../../../../../../src/integrations/server/page/browser/patch.ts'
import { el, type Tree } from '../../../../../../src/integrations/server/page/browser/tree.ts'
import { smallDocument, textsOf, type SmallElement } from '../../../../../support/small-document.ts'

function start(): { root: SmallElement; patch: (...trees: Tree[]) => void } {
  const document = smallDocument()
  const root = document.createElement('div')
  const patcher = createPatcher(document)
  return { root, patch: (...trees) => patcher.patch(root, trees) }
}

test('what stays is not made anew, so that the focus and what was typed stay', () => {
  const { root, patch } = start()
  patch(el('p', {}, 'one'), el('input', { id: 'x' }))
  const [, field] = root.childNodes
  patch(el('p', {}, 'two', el('b', {}, '!')), el('input', { id: 'x' }))
  expect(root.childNodes[1]).toBe(field)
  expect(textsOf(root)).toBe('two!')
})

test('elements with keys move and are found again; others are replaced', () => {
  const { root, patch } = start()
  const row = (key: string): Tree => el('tr', { key }, key)
  patch(row('a'), row('b'), row('c'))
  const [a, b, c] = root.childNodes
  patch(row('c'), row('a'), row('d'))
  expect(textsOf(root)).toBe('cad')
  expect([root.childNodes[0], root.childNodes[1]]).toEqual([c, a])
  expect(root.childNodes).not.toContain(b)
})

test('attributes come, change and go; listeners are one each, and always the newest', () => {
  const { root, patch } = start()
  const calls: string[] = []
  const button = (name: string): Tree =>
    el('button', { on: { click: () => calls.push(name) }, disabled: name === 'a', title: name })
  patch(button('a'))
  const made = root.childNodes[0] as SmallElement
  expect([...made.attributes]).toEqual([
    ['disabled', ''],
    ['title', 'a'],
  ])
  patch(button('b'))
  expect([...made.attributes]).toEqual([['title', 'b']])
  made.fire('click')
  expect([calls, made.listeners]).toEqual([['b'], 1])
  patch(el('button', {}))
  made.fire('click')
  expect([calls, [...made.attributes]]).toEqual([['b'], []])
})

test('no attribute runs anything or leads elsewhere', () => {
  const { root, patch } = start()
  const bad = [
    'javascript:x',
    'https://198.51.100.1/',
    '//198.51.100.1/',
    '/\\198.51.100.1',
    'x',
    ' #',
    '\tjavascript:x',
    '',
  ]
  for (const href of bad) patch(el('a', { href, onclick: 'x', ONLOAD: 'x' }))
  const made = root.childNodes[0] as SmallElement
  expect([...made.attributes]).toEqual([])
  patch(el('a', { href: '#/scans' }))
  expect(made.attributes.get('href')).toBe('#/scans')
})

test('whatever was shown before, it ends as if made from nothing', () => {
  const tree = fc.letrec<{ tree: Tree }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3 },
      fc.string({ maxLength: 3 }),
      fc
        .record({
          tag: fc.constantFrom('a', 'b'),
          key: fc.option(fc.constantFrom('x', 'y', 'z'), { nil: undefined }),
          children: fc.array(tie('tree'), { maxLength: 4 }),
        })
        .map(({ tag, key, children }) => el(tag, key === undefined ? {} : { key, class: key }, children)),
    ),
  })).tree
  fc.assert(
    fc.property(fc.array(fc.array(tree, { maxLength: 4 }), { minLength: 1, maxLength: 4 }), (steps) => {
      const { root, patch } = start()
      for (const step of steps) patch(...step)
      const fresh = start()
      fresh.patch(...(steps.at(-1) ?? []))
      expect(shape(root)).toEqual(shape(fresh.root))
    }),
  )
})

function shape(node: unknown): unknown {
  const { tagName, attributes, childNodes, textContent } = node as SmallElement
  return tagName === undefined ? textContent : [tagName, [...attributes], childNodes.map(shape)]
}
