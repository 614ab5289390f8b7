import type { Certificate } from '../../model/service.ts'
import { changeBy, factDiff, NO_CHANGES, type Changes } from './changes.ts'
import { expiryLevel, isWorse, type ExpiryTimes } from './certificate-expiry.ts'

const TOLD = ['subject', 'issuer', 'notBefore', 'notAfter', 'fingerprint256'] as const

/** Another certificate, by its fingerprint; one report may not have seen it, which is no change. */
export function diffCertificate(before: Certificate | undefined, after: Certificate | undefined): Changes {
  const [old, now] = [before?.fingerprint256 ?? '', after?.fingerprint256 ?? '']
  if (before === undefined || after === undefined || old === '' || now === '' || old === now)
    return NO_CHANGES
  const told = TOLD.filter((fact) => before[fact] !== after[fact])
  return changeBy('certificate', ...told.map((fact) => factDiff(fact, before[fact], after[fact])))
}

/**
 * A certificate that came nearer to its end, is over, or is not valid yet, since the earlier report; that is told once, not each day. A port
 * that was not open before is told of in any case: `before` is `'none'` there.
 */
export function diffExpiry(
  before: Certificate | 'none' | undefined,
  after: Certificate | undefined,
  times: ExpiryTimes,
): Changes {
  if (before === undefined || after === undefined) return NO_CHANGES
  const old = before === 'none' ? 'valid' : expiryLevel(before, times.before, times.days)
  const now = expiryLevel(after, times.after, times.days)
  if (old === undefined || now === undefined || !isWorse(old, now)) return NO_CHANGES
  return changeBy('certificate-expiry', factDiff('expiry', before === 'none' ? undefined : old, now))
}
