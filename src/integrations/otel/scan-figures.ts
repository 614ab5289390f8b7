import type { PortState, ScanStats, StateCounts } from 'portscan-core'

/** What is counted of one scan, or of many: plain integers. */
export interface ScanFigures {
  readonly sent: number
  readonly answered: number
  readonly retried: number
  /** Ports by state. */
  readonly ports: Readonly<Partial<Record<PortState, number>>>
}

export const NO_FIGURES: ScanFigures = { sent: 0, answered: 0, retried: 0, ports: {} }

export function figuresOf({ sent, answered, retried, states }: ScanStats): ScanFigures {
  return { sent, answered, retried, ports: portsByState(states) }
}

export function sum(a: ScanFigures, b: ScanFigures): ScanFigures {
  return combine(a, b, (one, other) => one + other)
}

/** What came since `before`. */
export function since(now: ScanFigures, before: ScanFigures): ScanFigures {
  return combine(now, before, (one, other) => one - other)
}

function combine(a: ScanFigures, b: ScanFigures, by: (one: number, other: number) => number): ScanFigures {
  const states = new Set([...Object.keys(a.ports), ...Object.keys(b.ports)]) as Set<PortState>
  return {
    sent: by(a.sent, b.sent),
    answered: by(a.answered, b.answered),
    retried: by(a.retried, b.retried),
    ports: Object.fromEntries(
      [...states].map((state) => [state, by(a.ports[state] ?? 0, b.ports[state] ?? 0)]),
    ),
  }
}

function portsByState(states: StateCounts): Partial<Record<PortState, number>> {
  return Object.fromEntries(
    Object.entries(states).map(([state, reasons]) => [
      state,
      Object.values(reasons).reduce((all, count) => all + count, 0),
    ]),
  )
}
