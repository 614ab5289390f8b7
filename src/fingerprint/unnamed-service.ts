import type { PortResult } from '../model/result.ts'
import type { Service } from '../model/service.ts'
import type { Asked } from './plan-state.ts'

/** The record of an open port that nothing identified: the name is a guess from its number, and says so. */
export function unnamedService(result: PortResult, asked: readonly Asked[], why?: string): Service {
  const reactions: [string, string][] = []
  for (const { name, tls, reaction } of asked) {
    if (reaction !== undefined) reactions.push([tls ? `${name} in tls` : name, reaction])
  }
  if (reactions.length === 0) why ??= 'only the port number says so: nothing was asked'
  const spoke = reactions.some(([, reaction]) => reaction === 'data')
  const text = reactions.map(([name, reaction]) => `${name} ${reaction}`).join(', ')
  return {
    name: result.portName ?? 'unknown',
    details: reactions.length === 0 ? {} : { reactions: Object.fromEntries(reactions) },
    confidence: 'port-table',
    probe: 'none',
    evidence:
      why ?? (spoke ? `the answer fits no service that is known: ${text}` : `no probe was answered: ${text}`),
  }
}
