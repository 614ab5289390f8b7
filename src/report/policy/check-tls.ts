import type { Certificate, TlsSession } from '../../model/service.ts'
import { differs, unchecked, type Finding } from './finding.ts'
import type { TlsRule } from './policy.ts'
import { isTlsAtLeast } from './tls-version.ts'

const DAY = 86_400_000

/** What of a TLS session is not as its rule asks; `undefined` where all is. `now`: milliseconds since 1970. */
export function checkTls(tls: TlsSession | undefined, rule: TlsRule, now: number): Finding | undefined {
  const wanted = rule.atLeast ?? 'TLS'
  if (tls === undefined) return differs('tls', 'speaks', wanted, 'no TLS')
  if (tls.error !== undefined && tls.version === undefined) {
    return differs('tls', 'failed in its TLS handshake by', wanted, tls.error)
  }
  return checkVersion(tls, rule) ?? checkCertificate(tls.certificate, rule, now)
}

function checkVersion({ version }: TlsSession, { atLeast }: TlsRule): Finding | undefined {
  if (atLeast === undefined) return undefined
  if (version === undefined) return notTold('a TLS version', atLeast)
  return isTlsAtLeast(version, atLeast) ? undefined : differs('tls', 'speaks', `at least ${atLeast}`, version)
}

function checkCertificate(
  certificate: Certificate | undefined,
  { daysLeft }: TlsRule,
  now: number,
): Finding | undefined {
  const early = checkBeginning(certificate, now)
  if (early !== undefined) return early
  const end = certificate?.notAfter ?? ''
  const left = (Date.parse(end) - now) / DAY
  if (Number.isNaN(left))
    return daysLeft === 0 ? undefined : notTold('a certificate', `${daysLeft} days left`)
  const wanted = daysLeft === 0 ? 'a valid one' : `at least ${days(daysLeft)} left`
  const until = end.slice(0, 10)
  if (left <= 0) {
    return {
      kind: 'certificate-expired',
      expected: wanted,
      actual: `expired ${until}`,
      says: `has a certificate that expired on ${until}`,
    }
  }
  if (left >= daysLeft) return undefined
  const actual = `${days(Math.floor(left))} left`
  return {
    kind: 'certificate-expiry',
    expected: wanted,
    actual,
    says: `has a certificate with ${actual} (until ${until}), expected ${wanted}`,
  }
}

/** A client refuses one that is not valid yet as it does one that has expired (RFC 5280, section 6.1.3). */
function checkBeginning(certificate: Certificate | undefined, now: number): Finding | undefined {
  const begin = certificate?.notBefore ?? ''
  if (!(Date.parse(begin) > now)) return undefined
  const from = begin.slice(0, 10)
  return {
    kind: 'certificate-not-yet-valid',
    expected: 'a valid one',
    actual: `valid from ${from}`,
    says: `has a certificate that is not valid before ${from}`,
  }
}

function days(count: number): string {
  return `${count} ${count === 1 ? 'day' : 'days'}`
}

function notTold(what: string, expected: string): Finding {
  return unchecked(expected, 'not told', `speaks TLS, but the report does not tell ${what}`)
}
