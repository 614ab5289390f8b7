import { expect, test } from 'vitest'
import type { Discoverer } from '../../../src/discover/discoverer.ts'
import { firstThatOpens } from '../../../src/discover/first-that-opens.ts'
import { discoverWorld, hostAt } from './tools.ts'

const host = hostAt('192.0.2.1')
const { tools } = discoverWorld({})

function saying(status: 'up' | 'down', open?: Discoverer['open']): Discoverer {
  return { name: status, ...(open && { open }), discover: () => Promise.resolve({ status }) }
}
const barred = (): Promise<never> => Promise.reject(new Error('no capability'))

test('the first that can be made and opened is asked, and left in the end', async () => {
  let left = 0
  const found = firstThatOpens('best', [
    () => Promise.reject(new Error('no package')),
    () => saying('down', barred),
    () => saying('up', () => () => void left++),
    () => saying('down'),
  ])
  expect(found.name).toBe('best')
  expect(await found.discover(host, tools)).toEqual({ status: 'unknown' })
  const leave = await found.open!()
  expect(await found.discover(host, tools)).toEqual({ status: 'up' })
  await leave()
  expect(left).toBe(1)
})

test('one that holds nothing needs no opening', async () => {
  const found = firstThatOpens('best', [() => saying('up')])
  const leave = await found.open!()
  expect(await found.discover(host, tools)).toEqual({ status: 'up' })
  await leave()
})

test('where none can be had nobody is known', async () => {
  const found = firstThatOpens('best', [() => saying('up', barred)])
  const leave = await found.open!()
  expect(await found.discover(host, tools)).toEqual({ status: 'unknown' })
  await leave()
})
