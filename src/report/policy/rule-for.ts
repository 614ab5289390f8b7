import { portCount } from '../../model/port-count.ts'
import { setIncludes, type PortKey } from '../diff/port-key.ts'
import { breadth, hostName } from './host-pattern.ts'
import type { HostRule, Policy, PortRule } from './policy.ts'

/** What a report tells of who a host is. */
export interface HostFacts {
  readonly address: string
  readonly name?: string
  readonly tag?: string
}

/** The entries of a policy from the most specific to the least; of two alike the one that stands first. */
export function byBreadth({ hosts }: Policy): HostRule[] {
  return [...hosts].sort((a, b) => {
    const [left, right] = [breadth(a.pattern), breadth(b.pattern)]
    return left < right ? -1 : left > right ? 1 : 0
  })
}

/** The entry that decides on a host: the first that fits. `rules` are sorted. */
export function ruleForHost(rules: readonly HostRule[], host: HostFacts): HostRule | undefined {
  return rules.find((rule) => fitsHost(rule, host))
}

export function fitsHost({ pattern }: HostRule, { address, name, tag }: HostFacts): boolean {
  switch (pattern.kind) {
    case 'name':
      return name !== undefined && hostName(name) === pattern.name
    case 'tag':
      return tag === pattern.tag
    case 'range':
      return pattern.set.has(address)
  }
}

/** The entry that decides on a port: the narrowest; of two alike the one that stands first. */
export function ruleForPort({ ports }: HostRule, key: PortKey): PortRule | undefined {
  let best: PortRule | undefined
  for (const rule of ports) {
    if (!setIncludes(rule.ports, key)) continue
    if (best === undefined || portCount(rule.ports) < portCount(best.ports)) best = rule
  }
  return best
}
