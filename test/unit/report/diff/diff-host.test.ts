import { expect, test } from 'vitest'
import type { Skipped } from '../../../../src/model/event.ts'
import type { HostReport } from '../../../../src/model/report.ts'
import { diffHost, type HostOutcome } from '../../../../src/report/diff/diff-host.ts'
import { portReader } from '../../../../src/report/diff/port-key.ts'
import { comparisonOf } from '../../../../src/report/diff/same-software.ts'
import { unlistedHosts } from '../../../../src/report/diff/unlisted-hosts.ts'
import { hostOf, portOf, skippedHost, tlsPort } from './reports.ts'

function outcome(
  before?: HostReport,
  after?: HostReport,
  skippedAfter: readonly Skipped[] = [],
): HostOutcome {
  const version = { version: '0.1.0' }
  const pair = { ...(before && { before: [before] as const }), ...(after && { after: [after] as const }) }
  return diffHost(pair, {
    comparison: comparisonOf(version, version),
    times: { before: 0, after: 0, days: 0 },
    readPorts: portReader(),
    unlistedBefore: unlistedHosts([]),
    unlistedAfter: unlistedHosts(skippedAfter),
  })
}

const up = hostOf([portOf(22)])
const silent = hostOf([], { filtered: 1000 })

test('without a change there is nothing to tell', () => {
  expect(outcome(up, up)).toEqual({ compared: true, notCompared: [] })
})

test('one that was given up in the later scan is down, though it is listed', () => {
  const givenUp = hostOf([], { filtered: 5 }, { unprobed: 995, marks: ['partial'] })
  expect(outcome(up, givenUp, [skippedHost('192.0.2.7')]).diff).toMatchObject({
    change: 'vanished',
    ports: [{ port: 22, stateAfter: [] }],
  })
  expect(outcome(silent, givenUp, [skippedHost('192.0.2.7')])).toEqual({ compared: true, notCompared: [] })
})

test('one that answered before it was given up is compared by its ports', () => {
  const partial = hostOf([portOf(22)], {}, { unprobed: 999 })
  expect(outcome(up, partial, [skippedHost('192.0.2.7')]).diff).toBeUndefined()
})

test('one that only one report tells of', () => {
  expect(outcome(undefined, up)).toEqual({
    compared: false,
    notCompared: [{ address: '192.0.2.7', found: 'after', why: 'not-scanned' }],
  })
  expect(outcome(silent)).toEqual({ compared: false, notCompared: [] })
})

test('gaps of one kind are one entry', () => {
  const few = hostOf([portOf(80)], {}, { scanned: '80' })
  const many = hostOf(
    [portOf(22), portOf(80), portOf(443), portOf(53, { transport: 'udp' })],
    {},
    {
      scanned: '22,80,443,U:53',
      tag: 'blue',
    },
  )
  expect(outcome(many, few).notCompared).toEqual([
    { address: '192.0.2.7', found: 'before', ports: '22,443,U:53', why: 'not-scanned' },
  ])
  expect(outcome(few, many).notCompared).toEqual([
    { address: '192.0.2.7', tag: 'blue', found: 'after', ports: '22,443,U:53', why: 'not-scanned' },
  ])
})

test('the certificate of another name is another one in any case', () => {
  const [one, other] = [tlsPort(443), tlsPort(443, { fingerprint256: 'cd'.repeat(32) })]
  expect(outcome(hostOf([one]), hostOf([other])).diff?.ports).toHaveLength(1)
  expect(outcome(hostOf([one]), hostOf([other], undefined, { name: 'www.example' })).diff).toBeUndefined()
})

test('facts of the host alone are a change', () => {
  const moved = outcome({ ...up, name: 'www.example' }, { ...up, name: 'www.example', address: '192.0.2.8' })
  expect(moved.diff).toEqual({
    address: '192.0.2.8',
    name: 'www.example',
    change: 'changed',
    facts: [{ fact: 'address', before: '192.0.2.7', after: '192.0.2.8' }],
    ports: [],
  })
})
