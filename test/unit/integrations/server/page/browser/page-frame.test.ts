import { expect, test } from 'vitest'
import { frame } from '../../../../../../src/integrations/server/page/browser/page-frame.ts'
import { find, fire, textOf } from '../../../../../support/screen-context.ts'

test('where one is, where one can go, and how to skip that', () => {
  const focused: string[] = []
  const parts = { title: 'Scans', content: ['x'], keyForm: undefined, hasKey: false, onKey: () => undefined }
  const trees = frame({ ...parts, route: { name: 'scans' }, focus: (id) => focused.push(id) })
  const links = find(trees, 'a')
  expect(links.map((link) => [textOf(link), link.attributes['aria-current']])).toEqual([
    ['Skip to the content', undefined],
    ['portscan', undefined],
    ['Hosts', undefined],
    ['Scans', 'page'],
  ])
  fire(links[0], 'click')
  expect(focused).toEqual(['title'])
  expect(textOf(find(trees, 'main'))).toBe('Scansx')
})
