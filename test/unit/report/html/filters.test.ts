import { expect, test } from 'vitest'
import { filters } from '../../../../src/report/html/filters.ts'
import { pageView } from '../../../../src/report/html/page-view.ts'
import { hostOf, portOf, reportOf, servicePort } from '../diff/reports.ts'
import { elements } from '../read-xml.ts'
import { textOf } from './read-page.ts'
import { readPart, sampleView } from './sample-view.ts'

const idsOf = (text: string): (string | undefined)[] =>
  ['input', 'select'].flatMap((name) =>
    elements(readPart(text), name).map(({ attributes }) => attributes['id']),
  )

test('whatever the ports differ in can be chosen', () => {
  const { text } = filters(sampleView())
  expect(idsOf(text)).toEqual(['find', 'soon', 'changed', 'state', 'service', 'sort'])
  const [states] = elements(readPart(text), 'select')
  expect(states!.children.map(textOf)).toEqual(['any', 'closed or filtered', 'gone', 'open'])
})

test('what makes no difference is no choice', () => {
  expect(idsOf(filters(pageView(reportOf([hostOf([portOf(22)])]))).text)).toEqual(['find', 'sort'])
})

test('hidden where no script says that it works', () => {
  expect(readPart(filters(sampleView()).text).children[0]!.attributes).toMatchObject({ hidden: '' })
})

test('names of services are text', () => {
  const name = '"><script>'
  const part = readPart(filters(pageView(reportOf([hostOf([servicePort(80, { name })])]))).text)
  expect(elements(part, 'option').map(({ attributes }) => attributes['value'])).toContain(name)
})
