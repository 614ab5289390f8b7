import type { HostReport } from '../../model/report.ts'
import { hostKey, keyOf, type ListedHost } from './listed-hosts.ts'
import type { UnlistedHosts } from './unlisted-hosts.ts'

/** A host in both reports; where only one lists it, the other is not there. */
export interface HostPair {
  readonly before?: ListedHost
  readonly after?: ListedHost
}

interface Side {
  readonly hosts: readonly ListedHost[]
  /** What the other report says of hosts that it does not list. */
  readonly elsewhere: UnlistedHosts
}

/** A way to know a host again: those with the same key are one, where each report has one of them. */
type Recognition = (host: HostReport, elsewhere: UnlistedHosts) => string | undefined

/** From the surest to the least sure; each for those that the ones before have left. */
const WAYS: readonly Recognition[] = [
  (host) => hostKey(host),
  // The tag is new, or another one.
  ({ address, name }) => keyOf(address, name),
  // By name in one report, by address in the other.
  ({ address }) => address,
  // The name leads to another address; not where the other report knows that nothing is at this one.
  (host, elsewhere) =>
    host.name === undefined || elsewhere.isDown(host) ? undefined : keyOf(host.name, host.tag),
]

/** Finds each host of one report in the other. */
export function pairHosts(before: Side, after: Side): HostPair[] {
  const pairs: HostPair[] = []
  let lefts: readonly ListedHost[] = before.hosts
  let rights: readonly ListedHost[] = after.hosts
  for (const way of WAYS) {
    const left = byKey(lefts, (host) => way(host, before.elsewhere))
    const right = byKey(rights, (host) => way(host, after.elsewhere))
    const paired = new Set<ListedHost>()
    for (const [key, one] of left) {
      const other = right.get(key)
      if (one === SEVERAL || other === undefined || other === SEVERAL || !mayBeOne(one, other)) continue
      pairs.push({ before: one, after: other })
      paired.add(one).add(other)
    }
    lefts = lefts.filter((host) => !paired.has(host))
    rights = rights.filter((host) => !paired.has(host))
  }
  for (const host of lefts) pairs.push({ before: host })
  for (const host of rights) pairs.push({ after: host })
  return pairs
}

const SEVERAL = Symbol('several hosts')

function byKey(
  hosts: readonly ListedHost[],
  keyOfHost: (host: HostReport) => string | undefined,
): Map<string, ListedHost | typeof SEVERAL> {
  const keyed = new Map<string, ListedHost | typeof SEVERAL>()
  for (const host of hosts) {
    const key = keyOfHost(host[0])
    if (key !== undefined) keyed.set(key, keyed.has(key) ? SEVERAL : host)
  }
  return keyed
}

/** Two names at one address are two hosts. */
function mayBeOne([before]: ListedHost, [after]: ListedHost): boolean {
  return before.name === after.name || before.name === undefined || after.name === undefined
}
