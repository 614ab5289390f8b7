import type { ErrorCode, ResolveFailure } from '../../model/errors.ts'
import type { HostMark, HostReason, SkipReason, Warning } from '../../model/event.ts'
import type { PortState, Reason } from '../../model/result.ts'
import { wordOf } from './shape.ts'

// The words of the model as values.

export const STATES: Readonly<Record<PortState, true>> = {
  open: true,
  closed: true,
  filtered: true,
  'open|filtered': true,
  unknown: true,
}

export const portState = wordOf<PortState>(STATES)

export const REASONS: Readonly<Record<Reason, true>> = {
  'syn-ack': true,
  'conn-reset': true,
  'udp-response': true,
  'conn-refused': true,
  reset: true,
  'port-unreach': true,
  'no-response': true,
  'net-unreach': true,
  'host-unreach': true,
  'admin-prohibited': true,
  'proto-unreach': true,
  'dest-unreach': true,
  'host-unknown': true,
  'local-policy': true,
  'system-error': true,
}

export const reason = wordOf<Reason>(REASONS)

export const hostReason = wordOf<HostReason>({
  ...REASONS,
  neighbour: true,
  'no-neighbour': true,
  'echo-reply': true,
})

export const hostMark = wordOf<HostMark>({ 'all-open': true, partial: true, suspect: true })

export const skipReason = wordOf<SkipReason>({
  invalid: true,
  excluded: true,
  policy: true,
  'out-of-scope': true,
  unresolved: true,
  'no-route': true,
  'host-down': true,
  'host-timeout': true,
  'stop-after': true,
  'local-resource': true,
})

export const warningCode = wordOf<Warning['code']>({
  'special-address': true,
  'many-addresses': true,
  'local-resource': true,
  'local-policy': true,
  'system-error': true,
  'overlap-unchecked': true,
  'probe-failed': true,
  'canary-failed': true,
  'discoverer-stuck': true,
  'report-incomplete': true,
  'report-unclear': true,
})

export const errorCode = wordOf<ErrorCode>({
  ERR_TARGET: true,
  ERR_OPTION: true,
  ERR_RESOLVE: true,
  ERR_POLICY: true,
  ERR_RESOURCE: true,
  ERR_TIMEOUT: true,
  ERR_MISSING_PEER: true,
  ERR_CHECKPOINT: true,
  ERR_REPORT: true,
  ERR_STATE: true,
})

export const resolveFailure = wordOf<ResolveFailure>({
  'not-found': true,
  timeout: true,
  refused: true,
  'server-failure': true,
  malformed: true,
  'bad-name': true,
})
