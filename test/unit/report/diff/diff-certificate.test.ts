import { expect, test } from 'vitest'
import { NO_CHANGES } from '../../../../src/report/diff/changes.ts'
import { diffCertificate, diffExpiry } from '../../../../src/report/diff/diff-certificate.ts'
import { certificateOf } from './reports.ts'

const times = { before: Date.parse('2026-11-20'), after: Date.parse('2026-11-21'), days: 30 }
const near = certificateOf({ notAfter: '2026-12-20T12:00:00.000Z' })

test('another certificate is one with another fingerprint; what else differs is told with it', () => {
  const renewed = { notAfter: '2028-10-01T00:00:00.000Z', fingerprint256: 'cd'.repeat(32) }
  expect(diffCertificate(certificateOf(), certificateOf(renewed))).toEqual({
    changes: ['certificate'],
    facts: [
      { fact: 'notAfter', before: '2027-10-01T00:00:00.000Z', after: renewed.notAfter },
      { fact: 'fingerprint256', before: 'ab'.repeat(32), after: renewed.fingerprint256 },
    ],
  })
  expect(diffCertificate(certificateOf(), certificateOf({ subject: 'CN=written otherwise' }))).toBe(
    NO_CHANGES,
  )
})

test('one that only one report has seen, or without a fingerprint, is no change', () => {
  expect(diffCertificate(certificateOf(), undefined)).toBe(NO_CHANGES)
  expect(diffCertificate(undefined, certificateOf())).toBe(NO_CHANGES)
  expect(diffCertificate(certificateOf(), certificateOf({ fingerprint256: '' }))).toBe(NO_CHANGES)
})

test('its end came near between the reports', () => {
  const facts = [{ fact: 'expiry', before: 'valid', after: 'expiring' }]
  expect(diffExpiry(near, near, times)).toEqual({ changes: ['certificate-expiry'], facts })
  expect(diffExpiry(near, near, { ...times, days: 60 })).toBe(NO_CHANGES)
  expect(diffExpiry(certificateOf(), near, times).facts).toEqual(facts)
})

test('on a port that was not open it is told in any case, where nobody has looked before not', () => {
  const facts = [{ fact: 'expiry', after: 'expiring' }]
  expect(diffExpiry('none', near, { ...times, days: 60 })).toEqual({ changes: ['certificate-expiry'], facts })
  expect(diffExpiry('none', certificateOf(), times)).toBe(NO_CHANGES)
  expect(diffExpiry(undefined, near, times)).toBe(NO_CHANGES)
  expect(diffExpiry(near, undefined, times)).toBe(NO_CHANGES)
  expect(diffExpiry(near, certificateOf({ notAfter: 'soon' }), times)).toBe(NO_CHANGES)
})
