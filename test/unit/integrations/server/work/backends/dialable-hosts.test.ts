import { expect, test } from 'vitest'
import { dialableHosts } from '../../../../../../src/integrations/server/work/backends/dialable-hosts.ts'
import { shardTask } from '../../../../../support/shard-tasks.ts'
import { staticResolver } from '../../../../../support/static-resolver.ts'

const resolver = staticResolver({
  names: {
    'a.example': ['127.0.0.1', '127.0.0.5', '169.254.169.254'],
    'b.example': ['127.0.0.1'],
    'c.example': ['10.0.0.1'],
  },
})

test('names become the addresses that may be contacted; who has none says why', async () => {
  const hosts = [
    'a.example',
    'b.example',
    'c.example',
    'none.example',
    '127.0.0.9',
    '::ffff:127.0.0.3',
    '10.0.0.2',
  ]
  const found = await dialableHosts(shardTask({ hosts }, { resolver, allow: ['127.0.0.0/8'] }))
  expect(found.map(({ host, addresses }) => [host, [...addresses].toSorted()])).toEqual([
    ['a.example', ['127.0.0.1', '127.0.0.5']],
    ['b.example', ['127.0.0.1']],
    ['c.example', []],
    ['none.example', []],
    ['127.0.0.9', ['127.0.0.9']],
    ['::ffff:127.0.0.3', ['127.0.0.3']],
    ['10.0.0.2', []],
  ])
  expect(found.map(({ error }) => error?.split(':')[0])).toEqual([
    undefined,
    undefined,
    'not scanned (policy)',
    'not scanned (unresolved)',
    undefined,
    undefined,
    'not scanned (policy)',
  ])
})

test('where there is none at all, that is no trouble', async () => {
  const found = await dialableHosts(shardTask({ hosts: ['c.example'] }, { resolver }))
  expect(found).toMatchObject([{ host: 'c.example', addresses: [] }])
})
