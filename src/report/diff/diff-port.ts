import type { PortResult, PortState } from '../../model/result.ts'
import type { Certificate } from '../../model/service.ts'
import { NO_CHANGES, together, type Changes } from './changes.ts'
import type { ExpiryTimes } from './certificate-expiry.ts'
import { diffExpiry } from './diff-certificate.ts'
import { diffService } from './diff-service.ts'
import { namedService } from './named-service.ts'

import { keyedPort, type PortKey } from './port-key.ts'
import type { PortChange, PortDiff } from './report-diff.ts'
import type { Comparison } from './same-software.ts'

/** What one report says of a port: its result where it is listed, the states that it may have where it is counted. */
export interface PortSight {
  /** None where the host was down. */
  readonly states: readonly PortState[]
  readonly result?: PortResult
}

/** How the ports of a host are compared. */
export interface PortRules {
  readonly comparison: Comparison
  readonly times: ExpiryTimes
  /** The host was asked by the same name in both scans. */
  readonly sameName: boolean
}

export function diffPort(
  key: PortKey,
  before: PortSight,
  after: PortSight,
  rules: PortRules,
): PortDiff | undefined {
  const state = stateChange(before.states, after.states)
  const parts = [serviceChanges(before, after, rules), expiryChanges(before, after, rules)]
  const { changes, facts } = together(parts)
  if (state === undefined && changes.length === 0) return undefined
  return {
    ...keyedPort(key),
    changes: state === undefined ? changes : [state, ...changes],
    stateBefore: before.states,
    stateAfter: after.states,
    facts,
    ...(before.result !== undefined && { before: before.result }),
    ...(after.result !== undefined && { after: after.result }),
  }
}

/** A change is sure only where no state is possible in both. */
function stateChange(before: readonly PortState[], after: readonly PortState[]): PortChange | undefined {
  if (before.some((state) => after.includes(state))) return undefined
  if (isOpen(after)) return 'appeared'
  return isOpen(before) ? 'vanished' : 'state'
}

function serviceChanges(before: PortSight, after: PortSight, rules: PortRules): Changes {
  const [old, now] = [namedService(before.result), namedService(after.result)]
  if (old === undefined || now === undefined) return NO_CHANGES
  return diffService(old, now, rules.comparison, rules.sameName)
}

function expiryChanges(before: PortSight, after: PortSight, { times, sameName }: PortRules): Changes {
  const now = openCertificate(after)
  if (before.states.includes('open'))
    return sameName ? diffExpiry(openCertificate(before), now, times) : NO_CHANGES
  return diffExpiry('none', now, times)
}

function openCertificate({ result }: PortSight): Certificate | undefined {
  return result?.state === 'open' ? result.service?.tls?.certificate : undefined
}

function isOpen(states: readonly PortState[]): boolean {
  return states.length === 1 && states[0] === 'open'
}
