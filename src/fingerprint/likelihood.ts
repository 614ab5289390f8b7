import type { PlanState } from './plan-state.ts'
import type { Reaction, ServiceProbe } from './service-probe.ts'

/** How likely it is that this is the service, beside others: by how usual it is, and by all that was seen. */
export function likelihood(probe: ServiceProbe, state: PlanState): number {
  const { own, neighbours, insideTls } = state
  let score = 10 - probe.rarity + (neighbours?.has(probe.name) === true ? 2 : 0)
  if (own?.has(probe.name) === true) score += 20
  // Few protocols are spoken inside TLS without having a port for it.
  if (insideTls && (probe.tlsPorts ?? []).length > 0) score += 4
  for (const question of ['http', 'tls'] as const) {
    const expected = probe.reacts?.[question]
    const seen = reactionTo(question, state)
    if (expected === undefined || seen === undefined) continue
    score += [expected].flat().includes(seen) ? 5 : isAlike(expected, seen) ? 4 : -2
  }
  return score
}

/** Whether it is to be asked at all off its ports; one that is a little rarer only where the reactions tell of it. */
export function isWorthwhile(probe: ServiceProbe, state: PlanState): boolean {
  const { rarity, ports, tlsPorts = [] } = probe
  // What has ports inside TLS alone is not spoken in the clear.
  if (!state.insideTls && ports.length === 0 && tlsPorts.length > 0) return false
  return rarity <= state.intensity || (rarity <= state.intensity + 1 && isTold(probe, state))
}

/** Whether the reactions are just those of its servers. */
export function isTold({ reacts, tlsPorts = [] }: ServiceProbe, state: PlanState): boolean {
  const seen = { http: reactionTo('http', state), tls: reactionTo('tls', state) }
  if (reacts?.http === undefined || seen.http === undefined) return false
  // Inside TLS nobody says a ClientHello again.
  if (state.insideTls) {
    return tlsPorts.length > 0 && seen.http !== 'silence' && isAlike(reacts.http, seen.http)
  }
  if (reacts.tls === undefined || seen.tls === undefined) return false
  // Silence alone says too little.
  if (seen.http === 'silence' && seen.tls === 'silence') return false
  return isAlike(reacts.http, seen.http) && isAlike(reacts.tls, seen.tls)
}

// What was asked with patience came later, and counts.
function reactionTo(question: string, { asked, insideTls }: PlanState): Reaction | undefined {
  return asked.findLast(({ name, tls }) => name === question && tls === insideTls)?.reaction
}

/** What resets a connection is often seen to close it, through whatever stands in between. */
function isAlike(expected: Reaction | readonly Reaction[], seen: Reaction): boolean {
  const ends = (reaction: Reaction): boolean => reaction === 'close' || reaction === 'reset'
  return [expected].flat().some((one) => one === seen || (ends(one) && ends(seen)))
}
