import type { HostReport } from '../../model/report.ts'

/** A host as often as a report lists it, which is mostly once; what tells it from others is the same in all of them. */
export type ListedHost = readonly [HostReport, ...HostReport[]]

/** What tells a host from others: a name that shares its address with another one is a host of its own. */
export type HostIdentity = Pick<HostReport, 'address' | 'name' | 'tag'>

/** The hosts of a report, each once. */
export function listedHosts(hosts: readonly HostReport[]): ListedHost[] {
  const listed = new Map<string, [HostReport, ...HostReport[]]>()
  for (const host of hosts) {
    const key = hostKey(host)
    const known = listed.get(key)
    if (known === undefined) listed.set(key, [host])
    else known.push(host)
  }
  return [...listed.values()]
}

export function hostKey({ address, name, tag }: HostIdentity): string {
  return keyOf(address, name, tag)
}

/** Parts that come from outside, so that no part can pass for another. */
export function keyOf(...parts: readonly (string | undefined)[]): string {
  return parts.map((part) => (part === undefined ? '-' : `${part.length}:${part}`)).join(' ')
}

export function identityOf({ address, name, tag }: HostIdentity): HostIdentity {
  return { address, ...(name !== undefined && { name }), ...(tag !== undefined && { tag }) }
}
