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
export function expiryLevel({ notAfter }: Certificate, at: number, days: number): ExpiryLevel | undefined {
  const left = Date.parse(notAfter) - at
  if (Number.isNaN(left)) return undefined
  if (left <= 0) return 'expired'
  return left < days * DAY ? 'expiring' : 'valid'
}

const SEVERITY: Readonly<Record<ExpiryLevel, number>> = { valid: 0, expiring: 1, expired: 2 }

/** True where it is worse than before, so that the same certificate is told of once, not each day. */
export function isNearer(before: ExpiryLevel, after: ExpiryLevel): boolean {
  return SEVERITY[after] > SEVERITY[before]
}
