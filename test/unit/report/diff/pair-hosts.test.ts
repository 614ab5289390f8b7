import { expect, test } from 'vitest'
import type { HostReport } from '../../../../src/model/report.ts'
import type { Skipped } from '../../../../src/model/event.ts'
import { listedHosts } from '../../../../src/report/diff/listed-hosts.ts'
import { pairHosts } from '../../../../src/report/diff/pair-hosts.ts'
import { unlistedHosts } from '../../../../src/report/diff/unlisted-hosts.ts'
import { hostOf, skippedHost } from './reports.ts'

/** `'7 www'` is 192.0.2.7 by the name www; `'7 - blue'` has a tag. */
function host(text: string): HostReport {
  const [last = '', name = '-', tag] = text.split(' ')
  return hostOf(
    [],
    {},
    {
      address: `192.0.2.${last}`,
      ...(name !== '-' && { name }),
      ...(tag !== undefined && { tag }),
    },
  )
}

function paired(
  before: readonly string[],
  after: readonly string[],
  skippedAfter: readonly Skipped[] = [],
): string[] {
  const hosts = (texts: readonly string[]) => listedHosts(texts.map(host))
  const text = (one: HostReport | undefined): string =>
    one === undefined ? '?' : [one.address.slice(8), one.name ?? '-', one.tag].filter(Boolean).join(' ')
  return pairHosts(
    { hosts: hosts(before), elsewhere: unlistedHosts(skippedAfter) },
    { hosts: hosts(after), elsewhere: unlistedHosts([]) },
  ).map((pair) => `${text(pair.before?.[0])} = ${text(pair.after?.[0])}`)
}

test('those with the same address, name and tag are one', () => {
  expect(paired(['7 www', '7', '8'], ['8', '7 www', '7'])).toEqual([
    '7 www = 7 www',
    '7 - = 7 -',
    '8 - = 8 -',
  ])
})

test('who is in one report only has no other half', () => {
  expect(paired(['7'], ['8'])).toEqual(['7 - = ?', '? = 8 -'])
})

test('another tag makes no other host, unless there are several', () => {
  expect(paired(['7 - blue'], ['7 - green'])).toEqual(['7 - blue = 7 - green'])
  expect(paired(['7 - blue'], ['7 - green', '7 - red'])).toEqual([
    '7 - blue = ?',
    '? = 7 - green',
    '? = 7 - red',
  ])
  expect(paired(['7 - blue'], ['7 - blue', '7 - red'])).toEqual(['7 - blue = 7 - blue', '? = 7 - red'])
})

test('by address in one report, by name in the other; two names are two hosts', () => {
  expect(paired(['7'], ['7 www'])).toEqual(['7 - = 7 www'])
  expect(paired(['7 www'], ['7 mail'])).toEqual(['7 www = ?', '? = 7 mail'])
  expect(paired(['7'], ['7 www', '7 mail'])).toEqual(['7 - = ?', '? = 7 www', '? = 7 mail'])
})

test('a name that leads elsewhere, unless something is known of where it led', () => {
  expect(paired(['7 www'], ['8 www'])).toEqual(['7 www = 8 www'])
  expect(paired(['7 www'], ['8 www'], [skippedHost('192.0.2.7')])).toEqual(['7 www = ?', '? = 8 www'])
  expect(paired(['7 www', '8 www'], ['8 www', '9 www'])).toEqual(['8 www = 8 www', '7 www = 9 www'])
  expect(paired(['6 www blue', '7 www green'], ['8 www green', '9 www blue'])).toEqual([
    '6 www blue = 9 www blue',
    '7 www green = 8 www green',
  ])
  expect(paired(['7 www', '8 www'], ['9 www'])).toEqual(['7 www = ?', '8 www = ?', '? = 9 www'])
})
