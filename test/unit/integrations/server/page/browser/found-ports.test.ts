import { expect, test } from 'vitest'
import { createFoundPorts } from '../../../../../../src/integrations/server/page/browser/found-ports.ts'
import { find, textOf } from '../../../../../support/screen-context.ts'

test('each port once, the newest first', () => {
  const found = createFoundPorts()
  expect(textOf(found.view(true))).toContain('Nothing yet.')
  expect(textOf(found.view(false))).toContain('No open port was told of.')
  const port = { host: 'a', port: 22, transport: 'tcp' }
  for (const said of [port, { ...port, port: 80, service: { name: 'http' } }, port]) found.add(said)
  expect(find(found.view(true), 'li').map(textOf)).toEqual(['●a 80/tcp http', '●a 22/tcp '])
})

test('of many the last', () => {
  const found = createFoundPorts()
  for (let port = 1; port <= 300; port++) found.add({ address: '192.0.2.7', port, transport: 'tcp' })
  expect(find(found.view(true), 'li')).toHaveLength(200)
  expect(textOf(find(found.view(true), 'small'))).toBe(' 300')
})
