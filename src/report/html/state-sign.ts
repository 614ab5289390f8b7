import type { PortChange } from '../diff/report-diff.ts'
import type { PortState } from '../../model/result.ts'
import type { ShownPort } from './page-view.ts'

/** How something looks: a sign beside the colour, for those who do not see the colour. */
export interface Sign {
  readonly sign: string
  /** The class of its colour. */
  readonly look: string
}

export const STATE_SIGNS: Readonly<Record<PortState, Sign>> = {
  open: { sign: '●', look: 'open' },
  closed: { sign: '○', look: 'closed' },
  filtered: { sign: '◐', look: 'filtered' },
  'open|filtered': { sign: '◑', look: 'filtered' },
  unknown: { sign: '?', look: 'unknown' },
}

export const CHANGE_SIGNS = {
  appeared: { sign: '+', look: 'plus' },
  vanished: { sign: '−', look: 'minus' },
  other: { sign: '~', look: 'tilde' },
} as const satisfies Readonly<Record<string, Sign>>

export function changeSign(changes: readonly (PortChange | 'changed')[]): Sign {
  if (changes.includes('appeared')) return CHANGE_SIGNS.appeared
  return changes.includes('vanished') ? CHANGE_SIGNS.vanished : CHANGE_SIGNS.other
}

/** The state now: of a port that only the earlier report lists it is not the state of its result. */
export function stateNow({ result, diff }: ShownPort): string {
  if (diff === undefined || diff.after !== undefined) return result.state
  return diff.stateAfter.length === 0 ? 'gone' : diff.stateAfter.join(' or ')
}

/** What has a sign of its own; anything else looks like what is not known. */
export function stateSign(state: string): Sign {
  return Object.hasOwn(STATE_SIGNS, state) ? STATE_SIGNS[state as PortState] : STATE_SIGNS.unknown
}
