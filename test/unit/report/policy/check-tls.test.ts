import { expect, test } from 'vitest'
import type { TlsSession } from '../../../../src/model/service.ts'
import { checkTls } from '../../../../src/report/policy/check-tls.ts'
import type { TlsRule } from '../../../../src/report/policy/policy.ts'
import { certificateOf } from '../diff/reports.ts'

const now = Date.parse('2026-11-21T07:00:00Z')
const plain: TlsRule = { daysLeft: 0 }
const strict: TlsRule = { daysLeft: 14, atLeast: 'TLSv1.2' }

function session(notAfter: string, version = 'TLSv1.3'): TlsSession {
  return { version, certificate: certificateOf({ notAfter }) }
}

test.each<[string, TlsSession | undefined, TlsRule, string | undefined]>([
  ['fine', session('2027-01-01T00:00:00Z'), strict, undefined],
  ['exactly enough days', session('2026-12-05T07:00:00Z'), strict, undefined],
  ['no TLS', undefined, plain, 'tls: speaks no TLS, expected TLS'],
  [
    'a failed handshake',
    { error: 'handshake_failure' },
    strict,
    'tls: failed in its TLS handshake by handshake_failure, expected TLSv1.2',
  ],
  [
    'an old version',
    session('2027-01-01T00:00:00Z', 'TLSv1.1'),
    strict,
    'tls: speaks TLSv1.1, expected at least TLSv1.2',
  ],
  ['no version told', {}, strict, 'unchecked: speaks TLS, but the report does not tell a TLS version'],
  ['no version asked', {}, plain, undefined],
  [
    'few days',
    session('2026-11-26T06:00:00Z'),
    strict,
    'certificate-expiry: has a certificate with 4 days left (until 2026-11-26), expected at least 14 days left',
  ],
  [
    'one day',
    session('2026-11-22T08:00:00Z'),
    strict,
    'certificate-expiry: has a certificate with 1 day left (until 2026-11-22), expected at least 14 days left',
  ],
  [
    'run out',
    session('2026-11-21T07:00:00Z'),
    plain,
    'certificate-expired: has a certificate that expired on 2026-11-21',
  ],
  [
    'not valid yet',
    { certificate: certificateOf({ notBefore: '2026-11-22T07:00:00Z', notAfter: '2027-11-22T07:00:00Z' }) },
    plain,
    'certificate-not-yet-valid: has a certificate that is not valid before 2026-11-22',
  ],
  [
    'valid from now on',
    { certificate: certificateOf({ notBefore: '2026-11-21T07:00:00Z' }) },
    plain,
    undefined,
  ],
  [
    'not valid yet, and no end that can be read',
    { certificate: certificateOf({ notBefore: '2026-11-22T07:00:00Z', notAfter: '' }) },
    plain,
    'certificate-not-yet-valid: has a certificate that is not valid before 2026-11-22',
  ],
  [
    'no certificate',
    { version: 'TLSv1.3' },
    strict,
    'unchecked: speaks TLS, but the report does not tell a certificate',
  ],
  ['no certificate asked', { version: 'TLSv1.3' }, plain, undefined],
  [
    'an end that cannot be read',
    session('later'),
    strict,
    'unchecked: speaks TLS, but the report does not tell a certificate',
  ],
])('%s', (_title, tls, rule, expected) => {
  const finding = checkTls(tls, rule, now)
  expect(finding && `${finding.kind}: ${finding.says}`).toBe(expected)
})
