import type { Service, TlsSession } from '../../model/service.ts'
import { changeBy, factDiff, NO_CHANGES, type Changes } from './changes.ts'

/** By which version of TLS a service speaks, if by any, and whether it offers STARTTLS. */
export function diffTls(before: Service, after: Service): Changes {
  const [old, now] = [before.tls, after.tls]
  if (old !== undefined && now !== undefined) return diffVersion(old, now)
  const [offered, offers] = [before.details['starttls'], after.details['starttls']]
  if (typeof offered === 'boolean' && typeof offers === 'boolean') {
    return offered === offers
      ? NO_CHANGES
      : changeBy('tls', factDiff('starttls', String(offered), String(offers)))
  }
  const one = old ?? now
  // Whether STARTTLS was tried is the scanner's affair, not the server's.
  if (one === undefined || one.starttls !== undefined) return NO_CHANGES
  return changeBy('tls', factDiff('tls', old && versionText(old), now && versionText(now)))
}

/** A handshake that failed has no version. */
function diffVersion(old: TlsSession, now: TlsSession): Changes {
  if (old.version === undefined || now.version === undefined || old.version === now.version) return NO_CHANGES
  return changeBy('tls', factDiff('tls', old.version, now.version))
}

function versionText({ version = 'TLS' }: TlsSession): string {
  return version
}
