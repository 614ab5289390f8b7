import { expect, test } from 'vitest'
import { fewAddresses, MOST_ADDRESSES } from '../../../../../src/integrations/server/work/few-addresses.ts'
import { staticResolver } from '../../../../support/static-resolver.ts'

test('a name with many addresses has the same few each time, however they are turned', async () => {
  const many = Array.from({ length: 40 }, (_, at) => `192.0.2.${at + 100}`)
  const ask = (list: string[]) =>
    fewAddresses(staticResolver({ names: { 'a.example': list } })).resolve('a.example')
  const some = await ask(many)
  expect(some).toHaveLength(MOST_ADDRESSES)
  expect(await ask(many.toReversed())).toEqual(some)
  expect(await ask(['192.0.2.2', '192.0.2.1'])).toEqual(['192.0.2.2', '192.0.2.1'])
})
