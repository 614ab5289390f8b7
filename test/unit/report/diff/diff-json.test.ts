import fc from 'fast-check'
import { expect, test } from 'vitest'
import { diffJson } from '../../../../src/report/diff/diff-json.ts'
import { hostOf, portOf, reportOf } from './reports.ts'
import { diffReports } from '../../../../src/report/diff/diff-reports.ts'
import { hostileDiff, sampleDiff } from './sample-diff.ts'

test('it is the diff itself', () => {
  const diff = sampleDiff()
  expect(JSON.parse([...diffJson(diff)].join(''))).toEqual(diff)
})

test('what was said on the wire is left out', () => {
  const said = new Uint8Array([1])
  const exchange = {
    probe: 'listen',
    sent: said,
    received: said,
    truncated: false,
    end: 'data',
    rtt: 1,
  } as const
  const after = reportOf([hostOf([portOf(22, { exchanges: [exchange], banner: said })])])
  const text = [...diffJson(diffReports(reportOf([hostOf([])]), after))].join('')
  expect(text).toContain('"banner":{"text"')
  expect(text).not.toContain('exchanges')
})

test('one value, whatever is in it, without a control character', () => {
  fc.assert(
    fc.property(hostileDiff, (diff) => {
      const text = [...diffJson(diff)].join('')
      expect((JSON.parse(text) as { hosts: unknown[] }).hosts).toHaveLength(diff.hosts.length)
      expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u)
    }),
  )
})
