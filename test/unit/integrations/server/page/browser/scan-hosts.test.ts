import { expect, test } from 'vitest'
import { scanHosts } from '../../../../../../src/integrations/server/page/browser/scan-hosts.ts'
import { find, textOf } from '../../../../../support/screen-context.ts'

const facts = { done: 1, shards: 2, attempts: 3 }

test('what goes on is first, then what failed, with why; a link leads to what was found', () => {
  const hosts = [
    { ...facts, host: 'a', status: 'done' as const },
    { ...facts, host: 'b', status: 'failed' as const, error: 'no\u202Eroute' },
    { ...facts, host: 'c', status: 'in_progress' as const },
  ]
  const table = scanHosts(hosts)
  expect(find(find(table, 'tbody'), 'tr').map(textOf)).toEqual([
    'c◐ running50 %3',
    'b! failed3no\\u{202e}route',
    'a● done3',
  ])
  expect(find(table, 'a').map(({ attributes }) => attributes['href'])).toEqual(['#/host/a'])
})

test('of very many the first', () => {
  const hosts = Array.from({ length: 1001 }, (_, at) => ({
    ...facts,
    host: `h${at}`,
    status: 'pending' as const,
  }))
  const table = scanHosts(hosts)
  expect(find(find(table, 'tbody'), 'tr')).toHaveLength(1000)
  expect(textOf(find(table, 'note'))).toBe('and 1 more hosts')
})
