import { ScanError } from '../model/errors.ts'
import type { Skipped, SkipReason, Warning } from '../model/event.ts'
import type { Host, NamedHost } from '../model/host.ts'
import { normalizeAddress } from '../net/embedded-address.ts'
import { specialPurpose } from '../net/special-addresses.ts'
import { isLocalhost } from './host-name.ts'
import { resolveError } from './resolve-failure.ts'

const LOOPBACK = ['127.0.0.0/8', '::1/128']

/** A host that is not scanned; `address` where it is one address of a name, or a literal. */
export function skippedHost(host: Host, reason: SkipReason, address?: string): Skipped {
  return {
    kind: 'skipped',
    target: host.target,
    reason,
    ...(host.name !== undefined && { name: host.name }),
    ...(address !== undefined && { address }),
    ...(host.tag !== undefined && { tag: host.tag }),
  }
}

/** A name that led nowhere, with the reason as a `ScanError` whatever the resolver threw. */
export function unresolvedHost(host: NamedHost, error: unknown): Skipped {
  return { ...skippedHost(host, 'unresolved'), error: asScanError(host.name, error) }
}

/** One warning where a name has more addresses than are scanned. */
export function manyAddresses(host: NamedHost, addresses: readonly string[]): Warning {
  const rest = addresses.slice(1, 4).join(', ') + (addresses.length > 4 ? ', …' : '')
  const message = `${host.name} has ${addresses.length} addresses; only ${addresses[0]!} is scanned, not ${rest} (allAddresses scans all)`
  return { kind: 'warning', code: 'many-addresses', target: host.target, message }
}

/**
 * One warning where a name leads to an address that IANA keeps for a special purpose (RFC 6890): a private network,
 * the cloud's metadata, this very machine. `localhost` is meant to be loopback (RFC 6761, section 6.3).
 */
export function specialAddress(host: NamedHost, addresses: readonly string[]): Warning | undefined {
  for (const address of addresses) {
    const purpose = specialPurpose(normalizeAddress(address))
    if (purpose === undefined) continue
    if (isLocalhost(host.name) && LOOPBACK.includes(purpose.block)) continue
    const message = `${host.name} leads to ${address}: ${purpose.name} (${purpose.block}, ${purpose.rfc})`
    return { kind: 'warning', code: 'special-address', target: host.target, message }
  }
  return undefined
}

function asScanError(name: string, error: unknown): ScanError {
  if (error instanceof ScanError) return error
  const problem = error instanceof Error ? error.message : 'the resolver failed'
  return resolveError('server-failure', name, problem, 'check the resolver', error)
}
