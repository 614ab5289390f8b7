import type { Certificate } from '../../model/service.ts'
import type { ExpiryLevel } from './report-diff.ts'

const DAY = 86_400_000

/** When each report looked, in milliseconds since 1970, and how many days before its end a certificate is near it. */
export interface ExpiryTimes {
  readonly before: number
  readonly after: number
  readonly days: number
}

/** How near a certificate is to its end at a time; `undefined` where its end cannot be read. */
export function expiryLevel(
  { notBefore, notAfter }: Certificate,
  at: number,
  days: number,
): ExpiryLevel | undefined {
  if (Date.parse(notBefore) > at) return 'not-yet-valid'
  const left = Date.parse(notAfter) - at
  if (Number.isNaN(left)) return undefined
  if (left <= 0) return 'expired'
  return left < days * DAY ? 'expiring' : 'valid'
}

/** True where it is another trouble than before, so that the same certificate is told of once, not each day. */
export function isWorse(before: ExpiryLevel, after: ExpiryLevel): boolean {
  return after !== 'valid' && after !== before && !(before === 'expired' && after === 'expiring')
}
