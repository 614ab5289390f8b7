import { outcomeOf, type PortState } from 'portscan-core'
import type { PortNature } from './simulated-host.ts'

/** What a perfect scan would say of an endpoint. `unknown` where the system's error says nothing of the port. */
export type Truth = Extract<PortState, 'open' | 'closed' | 'filtered' | 'unknown'>

export function truthOf(nature: PortNature | 'unreachable'): Truth {
  if (typeof nature === 'function') return 'open'
  if (typeof nature === 'string') return nature === 'unreachable' ? 'filtered' : nature
  const { state } = outcomeOf({ code: nature.code })
  return state === 'open' || state === 'closed' || state === 'filtered' ? state : 'unknown'
}
