import { expect, test } from 'vitest'
import { ScanError } from '../../../../src/model/errors.ts'
import { hostEvent, skipped, stateCounts, warning } from '../../../../src/report/read/event-shapes.ts'

const host = { kind: 'host', status: 'up', target: 'a', address: '192.0.2.1', family: 4 }

test('events are read with what they may have, and nothing else', () => {
  expect(hostEvent({ ...host, marks: ['partial'], more: 1 })).toEqual({ ...host, marks: ['partial'] })
  const odd = { kind: 'warning', code: 'local-resource', message: 'slower' }
  expect(warning(odd)).toEqual(odd)
  for (const wrong of [
    { status: 'gone' },
    { address: 'x' },
    { family: 5 },
    { marks: ['odd'] },
    { reason: 'odd' },
  ]) {
    expect(() => hostEvent({ ...host, ...wrong })).toThrow('expected')
  }
})

test('an error is one of ours again', () => {
  const error = {
    code: 'ERR_RESOLVE',
    message: 'gone',
    failure: 'timeout',
    cause: { code: 'ETIMEOUT', message: 'late' },
  }
  const read = skipped({ kind: 'skipped', target: 'a', reason: 'unresolved', error }).error
  expect(read).toBeInstanceOf(ScanError)
  expect(read).toMatchObject({
    code: 'ERR_RESOLVE',
    failure: 'timeout',
    cause: { code: 'ETIMEOUT', message: 'late' },
  })
  for (const wrong of [
    { ...error, code: 'ERR_ODD' },
    { ...error, cause: {} },
  ]) {
    expect(() => skipped({ kind: 'skipped', target: 'a', reason: 'unresolved', error: wrong })).toThrow(
      'expected',
    )
  }
})

test('counts are whole numbers by state and reason', () => {
  expect(stateCounts({ open: { 'syn-ack': 1 } })).toEqual({ open: { 'syn-ack': 1 } })
  for (const wrong of [
    { odd: {} },
    { open: { odd: 1 } },
    { open: { 'syn-ack': 0.5 } },
    JSON.parse('{"__proto__":{}}'),
  ]) {
    expect(() => stateCounts(wrong)).toThrow('expected')
  }
})
