import { describe, expect, test } from 'vitest'
import { ScanError } from '../../../../src/model/errors.ts'
import type { Skipped } from '../../../../src/model/event.ts'
import type { HostReport } from '../../../../src/model/report.ts'
import { entryCoverage } from '../../../../src/report/policy/entry-coverage.ts'
import type { HostEntry } from '../../../../src/report/policy/policy-file.ts'
import { byBreadth } from '../../../../src/report/policy/rule-for.ts'
import { hostOf, reportOf, skippedHost } from '../diff/reports.ts'
import { policyOfHosts } from './policies.ts'

function gaps(
  entries: readonly HostEntry[],
  hosts: readonly HostReport[],
  skipped: readonly Skipped[] = [],
): string[] {
  const rules = byBreadth(policyOfHosts(...entries))
  return entryCoverage(reportOf(hosts, { skipped }), rules).map(({ host, message }) => `${host}: ${message}`)
}

const host = (address: string, facts: Partial<HostReport> = {}): HostReport =>
  hostOf([], undefined, { address, ...facts })
const down = (target: string): Skipped => ({ kind: 'skipped', target, reason: 'host-down' })
const error = new ScanError('ERR_RESOLVE', 'db.example has no address')

describe('a single host', () => {
  const one = [{ host: '192.0.2.7', ports: [] }]

  test.each<[string, HostReport[], Skipped[], string[]]>([
    ['in the report', [host('192.0.2.7')], [], []],
    ['not there', [host('192.0.2.8')], [], ['192.0.2.7: was not scanned']],
    ['down', [], [skippedHost('192.0.2.7')], []],
    ['down, with all of its network', [], [down('192.0.2.0/24')], []],
    ['down, in ranges of octets', [], [down('192.0.2.*')], []],
    ['skipped', [], [skippedHost('192.0.2.7', { reason: 'policy' })], ['192.0.2.7: was not scanned: policy']],
    ['another one is down', [], [skippedHost('192.0.2.8')], ['192.0.2.7: was not scanned']],
    [
      'one port of it was skipped',
      [],
      [skippedHost('192.0.2.7', { port: 22 })],
      ['192.0.2.7: was not scanned'],
    ],
  ])('%s', (_title, hosts, skipped, expected) => {
    expect(gaps(one, hosts, skipped)).toEqual(expected)
  })

  test('down, and it must not be', () => {
    expect(
      gaps([{ host: '192.0.2.7', required: true, ports: [22, 'U:53'] }], [], [skippedHost('192.0.2.7')]),
    ).toEqual([
      '192.0.2.7: 22/tcp is not there: the host is down',
      '192.0.2.7: 53/udp is not there: the host is down',
    ])
  })
})

describe('a name', () => {
  const one = [{ host: 'db.example', ports: [] }]

  test.each<[string, HostReport[], Skipped[], string[]]>([
    ['in the report', [host('192.0.2.7', { name: 'DB.example' })], [], []],
    [
      'not resolved',
      [],
      [{ kind: 'skipped', target: 'db.example', reason: 'unresolved', error }],
      ['db.example: was not scanned: unresolved, db.example has no address'],
    ],
    ['another one', [host('192.0.2.7', { name: 'x.example' })], [], ['db.example: was not scanned']],
  ])('%s', (_title, hosts, skipped, expected) => {
    expect(gaps(one, hosts, skipped)).toEqual(expected)
  })
})

test('a tag that no host has', () => {
  expect(gaps([{ tag: 'web', ports: [] }], [host('192.0.2.7', { tag: 'web' })])).toEqual([])
  expect(gaps([{ tag: 'web', ports: [] }], [host('192.0.2.7')])).toEqual([
    'web: no host with the tag web was scanned',
  ])
})

describe('a range', () => {
  const range = [{ host: '192.0.2.0/30', ports: [] }]
  const some = [host('192.0.2.0'), host('192.0.2.1')]

  test.each<[string, HostReport[], Skipped[], string[]]>([
    ['all of it', [...some, host('192.0.2.2'), host('192.0.2.3')], [], []],
    ['half of it', some, [], ['192.0.2.0/30: 2 of 4 addresses were not scanned: 192.0.2.2-192.0.2.3']],
    ['the rest is down', some, [down('192.0.2.0/24')], []],
    [
      'some of the rest is down',
      some,
      [skippedHost('192.0.2.2')],
      ['192.0.2.0/30: 1 of 4 addresses was not scanned: 192.0.2.3'],
    ],
    [
      'here and there',
      [host('192.0.2.1')],
      [skippedHost('192.0.2.0', { reason: 'excluded' })],
      ['192.0.2.0/30: 3 of 4 addresses were not scanned: 192.0.2.0 and others (excluded)'],
    ],
    [
      'another one',
      [host('198.51.100.1')],
      [],
      ['192.0.2.0/30: 4 of 4 addresses were not scanned: 192.0.2.0-192.0.2.3'],
    ],
  ])('%s', (_title, hosts, skipped, expected) => {
    expect(gaps(range, hosts, skipped)).toEqual(expected)
  })

  test('what a more specific entry is about is told there', () => {
    const entries = [...range, { host: '192.0.2.2-3', ports: [] }]
    expect(gaps(entries, some)).toEqual([
      '192.0.2.2-3: 2 of 2 addresses were not scanned: 192.0.2.2-192.0.2.3',
    ])
  })

  test('a large one', () => {
    expect(gaps([{ host: '2001:db8::/32', ports: [] }], [], [down('2001:db8::/32')])).toEqual([])
  })
})
