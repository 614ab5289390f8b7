import type { Fact, FactDiff, PortChange } from './report-diff.ts'

/** What changed of something, and the facts that say how. */
export interface Changes {
  readonly changes: readonly PortChange[]
  readonly facts: readonly FactDiff[]
}

export const NO_CHANGES: Changes = { changes: [], facts: [] }

/** A change by facts; none without a fact that changed. */
export function changeBy(change: PortChange, ...facts: readonly FactDiff[]): Changes {
  return facts.length === 0 ? NO_CHANGES : { changes: [change], facts }
}

export function factDiff(fact: Fact, before?: string, after?: string): FactDiff {
  return { fact, ...(before !== undefined && { before }), ...(after !== undefined && { after }) }
}

/** All of it, each change once. */
export function together(parts: readonly Changes[]): Changes {
  const changes = new Set(parts.flatMap((part) => part.changes))
  return { changes: [...changes], facts: parts.flatMap(({ facts }) => facts) }
}
