import { expect, test } from 'vitest'
import type { Service } from '../../../../src/model/service.ts'
import { diffTls } from '../../../../src/report/diff/diff-tls.ts'
import { openService } from '../arbitrary-events.ts'

function changed(before: Partial<Service>, after: Partial<Service>) {
  return diffTls(openService(before), openService(after)).facts
}

const tls = { version: 'TLSv1.3' }

test('another version', () => {
  expect(changed({ tls }, { tls: { version: 'TLSv1.2' } })).toEqual([
    { fact: 'tls', before: 'TLSv1.3', after: 'TLSv1.2' },
  ])
  expect(changed({ tls }, { tls })).toEqual([])
})

test('a handshake that failed says nothing of the version', () => {
  expect(changed({ tls }, { tls: { error: 'handshake_failure' } })).toEqual([])
})

test('TLS began, or ended', () => {
  expect(changed({}, { tls })).toEqual([{ fact: 'tls', after: 'TLSv1.3' }])
  expect(changed({ tls: {} }, {})).toEqual([{ fact: 'tls', before: 'TLS' }])
  expect(changed({}, {})).toEqual([])
})

test('STARTTLS by what is offered, not by what was tried', () => {
  const upgraded = { details: { starttls: true }, tls: { ...tls, starttls: 'smtp' } }
  expect(changed(upgraded, { details: { starttls: false } })).toEqual([
    { fact: 'starttls', before: 'true', after: 'false' },
  ])
  expect(changed(upgraded, { details: { starttls: true } })).toEqual([])
  expect(changed(upgraded, {})).toEqual([])
  expect(changed({ details: { starttls: 'yes' } }, upgraded)).toEqual([])
})
