import { formatPorts } from '../../model/format-ports.ts'
import type { HostReport } from '../../model/report.ts'
import { factDiff } from './changes.ts'
import { compareHost, type Gap, type SeenHost } from './compare-host.ts'
import type { PortRules } from './diff-port.ts'
import { sightOf } from './host-sight.ts'
import { viewHost } from './host-view.ts'
import { identityOf, type ListedHost } from './listed-hosts.ts'
import type { HostPair } from './pair-hosts.ts'
import { portsOfKeys, type ReadPorts } from './port-key.ts'
import type { FactDiff, HostDiff, NotCompared } from './report-diff.ts'
import type { UnlistedHosts } from './unlisted-hosts.ts'

/** How the hosts of two reports are compared. */
export interface HostRules extends Omit<PortRules, 'sameName'> {
  readonly readPorts: ReadPorts
  /** What the earlier report says of hosts that it does not list. */
  readonly unlistedBefore: UnlistedHosts
  readonly unlistedAfter: UnlistedHosts
}

/** What became of one host. */
export interface HostOutcome {
  /** Both reports tell of it. */
  readonly compared: boolean
  /** Where something changed. */
  readonly diff?: HostDiff
  readonly notCompared: readonly NotCompared[]
}

export function diffHost({ before, after }: HostPair, rules: HostRules): HostOutcome {
  // The one that lists it speaks for the host; the later one where both do.
  const [host] = (after ?? before)!
  const old = seenHost(before, host, rules.unlistedBefore, rules)
  const now = seenHost(after, host, rules.unlistedAfter, rules)
  if (old === undefined || now === undefined) return oneSided(host, old, now, rules)
  const sameName = before === undefined || after === undefined || before[0].name === after[0].name
  const { change, ports, rest, gaps } = compareHost(old, now, { ...rules, sameName })
  const facts = hostFacts(old, now, before, after)
  const changed = change !== 'changed' || ports.length + facts.length > 0 || rest !== undefined
  return {
    compared: true,
    ...(changed && {
      diff: { ...identityOf(host), change, facts, ports, ...(rest !== undefined && { rest }) },
    }),
    notCompared: gapsOf(host, gaps),
  }
}

/** `undefined` where the report says nothing of the host. */
function seenHost(
  listed: ListedHost | undefined,
  host: HostReport,
  unlisted: UnlistedHosts,
  { readPorts }: HostRules,
): SeenHost | undefined {
  const down = unlisted.isDown(listed?.[0] ?? host)
  if (listed === undefined) return down ? { sight: 'down' } : undefined
  const view = viewHost(listed, readPorts)
  return { sight: sightOf(view, down), view }
}

/** A host that one report does not tell of; where nothing was found there, there is nothing to tell. */
function oneSided(
  host: HostReport,
  old: SeenHost | undefined,
  now: SeenHost | undefined,
  { unlistedBefore, unlistedAfter }: HostRules,
): HostOutcome {
  if ((old ?? now)?.sight !== 'up') return { compared: false, notCompared: [] }
  const why = (old === undefined ? unlistedBefore : unlistedAfter).why(host)
  const found = old === undefined ? 'after' : 'before'
  return { compared: false, notCompared: [{ ...identityOf(host), found, why }] }
}

function hostFacts(old: SeenHost, now: SeenHost, before?: ListedHost, after?: ListedHost): FactDiff[] {
  const facts: FactDiff[] = []
  if (before !== undefined && after !== undefined && before[0].address !== after[0].address) {
    facts.push(factDiff('address', before[0].address, after[0].address))
  }
  const [mac, newMac] = [old.view?.mac, now.view?.mac]
  if (mac !== undefined && newMac !== undefined && mac !== newMac) facts.push(factDiff('mac', mac, newMac))
  return facts
}

/** One entry for all ports of a host with the same trouble. */
function gapsOf(host: HostReport, gaps: readonly Gap[]): NotCompared[] {
  const alike = new Map<string, [Gap, ...Gap[]]>()
  for (const gap of gaps) {
    const kind = `${gap.found} ${gap.why}`
    const known = alike.get(kind)
    if (known === undefined) alike.set(kind, [gap])
    else known.push(gap)
  }
  return [...alike.values()].map((those) => ({
    ...identityOf(host),
    found: those[0].found,
    ports: formatPorts(portsOfKeys(those.map(({ key }) => key))),
    why: those[0].why,
  }))
}
