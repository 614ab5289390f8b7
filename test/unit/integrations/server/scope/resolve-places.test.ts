import { expect, test } from 'vitest'
import { resolvePlaces } from '../../../../../src/integrations/server/scope/resolve-places.ts'

test('a name has its addresses beside it, and one that leads nowhere is kept', async () => {
  const resolver = {
    resolve: (name: string) =>
      name === 'db' ? Promise.resolve(['10.0.0.5', 'fd00::5']) : Promise.reject(new Error('no such name')),
  }
  const places = [
    { name: 'database', host: 'db', port: 5432 },
    { name: 'redis', host: 'gone', port: 6379 },
  ]
  const found = await resolvePlaces(places, resolver)
  expect(found.map(({ host }) => host)).toEqual(['db', '10.0.0.5', 'fd00::5', 'gone'])
})
