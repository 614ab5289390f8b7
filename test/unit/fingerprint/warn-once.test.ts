import { expect, test } from 'vitest'
import { ssh } from '../../../src/fingerprint/services/ssh.ts'
import { http } from '../../../src/fingerprint/services/http.ts'
import { WarnOnce } from '../../../src/fingerprint/warn-once.ts'

test('the bugs of a probe are told once, those of each probe apart, and each to one taker', () => {
  const warnings = new WarnOnce()
  warnings.matcherFailed(ssh, new Error('first'))
  warnings.matcherFailed(ssh, new Error('second'))
  warnings.matcherFailed(http, new TypeError('third'))
  const taken = warnings.take()
  expect(taken).toMatchObject([
    { kind: 'warning', code: 'probe-failed', message: expect.stringContaining('first') as string },
    { kind: 'warning', code: 'probe-failed', message: expect.stringContaining('third') as string },
  ])
  expect(warnings.take()).toEqual([])
})
