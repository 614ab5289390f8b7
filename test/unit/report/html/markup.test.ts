import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cut, markup, Markup } from '../../../../src/report/html/markup.ts'
import { hostileText } from '../arbitrary-events.ts'
import { readXml } from '../read-xml.ts'

test('what is put in is text, unless it was made by the same means', () => {
  const inner = markup`<i>${'a < b'}</i>`
  expect(markup`<b title="${'"x"'}">${inner}${[inner, inner]}${undefined}${7}</b>`.text).toBe(
    '<b title="&quot;x&quot;"><i>a &lt; b</i><i>a &lt; b</i><i>a &lt; b</i>7</b>',
  )
  expect(inner).toBeInstanceOf(Markup)
})

test('no text ends the element or the attribute that it stands in', () => {
  fc.assert(
    fc.property(hostileText, hostileText, (one, other) => {
      const { children, attributes } = readXml(markup`<b title="${one}">${other}<i/></b>`.text)
      expect(Object.keys(attributes)).toEqual(['title'])
      expect(children.map(({ name }) => name)).toEqual(['i'])
    }),
  )
})

test('long text is cut, and says so', () => {
  expect([cut('abc', 3), cut('abcd', 3)]).toEqual(['abc', 'ab…'])
})
