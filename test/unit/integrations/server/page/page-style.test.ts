import { expect, test } from 'vitest'
import { pageStyle } from '../../../../../src/integrations/server/page/page-style.ts'

test('every colour that is used is there, light and dark', () => {
  const [light = '', dark = ''] = pageStyle.match(/:root \{[^}]*\}/g) ?? []
  const namesIn = (text: string): string[] => [...text.matchAll(/(--[\w-]+):/g)].map(([, name = '']) => name)
  const used = new Set([...pageStyle.matchAll(/var\((--[\w-]+)\)/g)].map(([, name = '']) => name))
  expect([...used].filter((name) => !namesIn(light).includes(name))).toEqual([])
  expect(namesIn(light).filter((name) => !namesIn(dark).includes(name))).toEqual(['--mono', '--sans'])
})

test('braces are closed', () => {
  expect(pageStyle.split('{').length).toBe(pageStyle.split('}').length)
})
