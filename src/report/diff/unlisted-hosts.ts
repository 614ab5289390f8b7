import type { Skipped } from '../../model/event.ts'
import type { NotCompared } from './report-diff.ts'
import { isInTarget } from './in-target.ts'
import type { HostIdentity } from './listed-hosts.ts'

/** What a report says of hosts that it may not list. */
export interface UnlistedHosts {
  /** It looked for the host, and nothing was there. */
  isDown(host: HostIdentity): boolean
  /** Why it says nothing of the host. */
  why(host: HostIdentity & { readonly target: string }): NotCompared['why']
}

/** Reads it from what was skipped: whatever is neither there nor among the hosts was no target. */
export function unlistedHosts(skipped: readonly Skipped[]): UnlistedHosts {
  const byAddress = new Map<string, Skipped[]>()
  const byTarget = new Map<string, Skipped>()
  for (const skip of skipped) {
    if (skip.port !== undefined) continue
    if (skip.address === undefined) byTarget.set(skip.name ?? skip.target, skip)
    else if (!byAddress.get(skip.address)?.push(skip)) byAddress.set(skip.address, [skip])
  }
  const downTargets = [...byTarget.values()].filter(isDown)
  const skipsOf = ({ address, name }: HostIdentity): Skipped[] =>
    (byAddress.get(address) ?? []).filter(
      (skip) => skip.name === name || skip.name === undefined || name === undefined,
    )
  return {
    isDown: (host) =>
      skipsOf(host).some(isDown) || downTargets.some(({ target }) => isInTarget(host.address, target)),
    why(host) {
      const skip = skipsOf(host).at(0) ?? byTarget.get(host.name ?? host.target) ?? byTarget.get(host.target)
      return skip?.reason ?? 'not-scanned'
    },
  }
}

function isDown({ reason }: Skipped): boolean {
  return reason === 'host-down'
}
