import type { Question } from './plan-state.ts'
import { isTlsPort, usualProbes } from './priors.ts'
import type { ServiceProbe } from './service-probe.ts'

/** What it depends on how long a question keeps its connection. */
export interface KeepTimeState {
  readonly port: number
  readonly probes: readonly ServiceProbe[]
  /** Connections to this endpoint at once. */
  readonly atOnce: number
  /** Milliseconds for all questions. */
  readonly time: number
  /** Milliseconds after which an answer is not expected soon. */
  readonly silence: number
  readonly insideTls: boolean
  /** Asked before all others. */
  readonly opening: boolean
  /** For how long those that are being asked keep theirs. */
  readonly others: readonly number[]
}

/** The share of the time for which a likely question keeps its connection; the port's own service does so always. */
const LONG = 0.4
/** Silences for which a question of the opening keeps it, where others do so for longer. */
const OPENING = 2
/**
 * Silences for a greeting, and for an answer that the reactions so far let expect: the server may be busy with what was
 * asked before.
 */
const PATIENT = 4

/**
 * Milliseconds for which a question keeps its connection whoever needs one: a slow answer to a likely question is worth
 * it, as long as half of the connections are left for others. Without an answer all others make room after one silence.
 */
export function keepTime({ probe, tls, told, late }: Question, state: KeepTimeState): number {
  const { port, probes, atOnce, time, silence, insideTls, opening, others } = state
  // Who keeps its connection to the end hears a late greeting too.
  if (late === true && atOnce > 1 && !others.includes(Infinity)) return Infinity
  if (!opening) {
    const busy = others.filter((other) => other > 0).length
    return probe === undefined || (told === true && busy < atOnce - 1) ? PATIENT * silence : 0
  }
  const inPassing = tls && !insideTls && !isTlsPort(probes, port)
  const keptLong = others.filter((other) => other >= LONG * time).length
  if (inPassing || keptLong >= Math.floor(atOnce / 2)) return atOnce > 1 ? OPENING * silence : 0
  return usualProbes(probes, port, tls).some((usual) => usual === probe) ? Infinity : LONG * time
}
