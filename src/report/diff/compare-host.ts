import type { PortState } from '../../model/result.ts'
import { diffPort, type PortRules, type PortSight } from './diff-port.ts'
import type { HostSight } from './host-sight.ts'
import { statesOf, type HostView, type Unknown } from './host-view.ts'
import { namedService } from './named-service.ts'
import { countShared, setContains, setIncludes, type PortKey } from './port-key.ts'
import type { HostDiff, NotCompared, PortDiff, RestDiff } from './report-diff.ts'

/** A host as one report sees it; one that is down may have no view. */
export type SeenHost =
  | { readonly sight: 'down'; readonly view?: HostView }
  | { readonly sight: Exclude<HostSight, 'down'>; readonly view: HostView }

/** A port that one report found open, and of which the other one says too little. */
export interface Gap extends Pick<NotCompared, 'found' | 'why'> {
  readonly key: PortKey
}

export interface HostComparison extends Pick<HostDiff, 'change' | 'ports' | 'rest'> {
  readonly gaps: readonly Gap[]
}

/** Compares a host that both reports tell of. */
export function compareHost(before: SeenHost, after: SeenHost, rules: PortRules): HostComparison {
  const ports: PortDiff[] = []
  const gaps: Gap[] = []
  for (const key of listedKeys(before, after)) {
    const [old, now] = [seenPort(before, key), seenPort(after, key)]
    const gap = gapBetween(old, now)
    if (gap !== undefined) gaps.push({ key, ...gap })
    if (typeof old === 'string' || typeof now === 'string') continue
    const diff = diffPort(key, old, now, rules)
    // Of a host that came or went only what was open is worth a word.
    if (diff !== undefined && (isOpen(old) || isOpen(now) || bothThere(before, after))) ports.push(diff)
  }
  const rest = diffRest(before, after)
  return { change: hostChange(before, after), ports, gaps, ...(rest !== undefined && { rest }) }
}

function listedKeys(before: SeenHost, after: SeenHost): PortKey[] {
  const keys = new Set<PortKey>()
  for (const { view } of [before, after]) for (const key of view?.listed.keys() ?? []) keys.add(key)
  return [...keys].sort((a, b) => a - b)
}

function seenPort({ sight, view }: SeenHost, key: PortKey): PortSight | Unknown {
  if (sight === 'down') return { states: [] }
  const states = statesOf(view, key)
  if (typeof states === 'string') return states
  const result = view.listed.get(key)
  return { states, ...(result !== undefined && { result }) }
}

function gapBetween(old: PortSight | Unknown, now: PortSight | Unknown): Omit<Gap, 'key'> | undefined {
  if (typeof old === 'string') return isOpen(now) ? { found: 'after', why: old } : undefined
  if (typeof now === 'string') return isOpen(old) ? { found: 'before', why: now } : undefined
  if (!isOpen(old) || !isOpen(now)) return undefined
  const [named, names] = [namedService(old.result) !== undefined, namedService(now.result) !== undefined]
  return named === names ? undefined : { found: named ? 'before' : 'after', why: 'no-service' }
}

function isOpen(port: PortSight | Unknown): boolean {
  return typeof port !== 'string' && port.states.length === 1 && port.states[0] === 'open'
}

function bothThere(before: SeenHost, after: SeenHost): boolean {
  return before.sight !== 'down' && after.sight !== 'down'
}

function hostChange(before: SeenHost, after: SeenHost): HostDiff['change'] {
  if (fellSilent(before, after)) return 'vanished'
  return fellSilent(after, before) ? 'appeared' : 'changed'
}

/** Down, or without an answer on any port though all were asked that had been asked when some answered. */
function fellSilent(some: SeenHost, other: SeenHost): boolean {
  if (some.sight !== 'up' || other.sight === 'up') return false
  if (other.sight !== 'silent') return other.sight === 'down'
  return some.view.answered && setContains(other.view.scanned, some.view.scanned)
}

/** The ports that neither report lists, where each report has them all in one state. */
function diffRest(before: SeenHost, after: SeenHost): RestDiff | undefined {
  if (before.sight === 'down' || after.sight === 'down') return undefined
  const [old, now] = [sureRest(before.view), sureRest(after.view)]
  if (old === undefined || now === undefined || old === now) return undefined
  const listed = listedKeys(before, after)
  const [was, is] = [before.view.scanned, after.view.scanned]
  const ports =
    countShared(was, is) - listed.filter((key) => setIncludes(was, key) && setIncludes(is, key)).length
  return ports > 0 ? { ports, before: old, after: now } : undefined
}

function sureRest({ rest }: HostView): PortState | undefined {
  return rest.length === 1 ? rest[0] : undefined
}
