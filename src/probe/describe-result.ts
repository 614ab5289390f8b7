import { roundTime } from '../model/clock.ts'
import { ScanError } from '../model/errors.ts'
import type { HostEvent, Skipped } from '../model/event.ts'
import { formatPorts } from '../model/format-ports.ts'
import { portName } from '../model/port-names.ts'
import type { PortMark, PortResult, Verdict } from '../model/result.ts'
import type { PendingPort } from './host-lane.ts'
import type { HostRecord, HostSkip } from './host-record.ts'

type Draft = { -readonly [Key in keyof PortResult]: PortResult[Key] }

/** The result of a port as the consumer gets it. `rtt` in milliseconds, 0 where nothing came back; `at` in ISO 8601. */
export function portResult(port: PendingPort, verdict: Verdict, rtt: number, at: string): PortResult {
  const { endpoint } = port
  const { target, tag } = port.lane.record.host
  const { exchanges, errorCode } = verdict
  const guess = portName(endpoint.port, endpoint.transport)
  const banner = exchanges?.find((exchange) => exchange.received.length > 0)?.received
  // Field by field, in the order of reading: spreads of what is mostly absent cost ten times as much.
  const result = { kind: 'port', target } as Draft
  if (endpoint.name !== undefined) result.name = endpoint.name
  result.address = endpoint.address
  result.family = endpoint.family
  result.port = endpoint.port
  result.transport = endpoint.transport
  if (guess !== undefined) result.portName = guess
  result.state = verdict.state
  result.reason = verdict.reason
  if (errorCode !== undefined) result.errorCode = errorCode
  result.rtt = roundTime(rtt)
  result.attempts = port.tries
  result.at = at
  if (tag !== undefined) result.tag = tag
  if (exchanges !== undefined) result.exchanges = exchanges
  if (banner !== undefined) result.banner = banner
  const marks = marksOf(port)
  if (marks !== undefined) result.marks = marks
  return result
}

const ALL_OPEN: readonly PortMark[] = ['all-open']
const SUSPECT: readonly PortMark[] = ['suspect']

function marksOf({ suspect, lane }: PendingPort): readonly PortMark[] | undefined {
  const { marks } = lane.record
  const allOpen = lane.transport === 'tcp' && marks?.includes('all-open') === true
  if (suspect) return allOpen ? [...ALL_OPEN, ...SUSPECT] : SUSPECT
  return allOpen ? ALL_OPEN : undefined
}

export function hostEvent(record: HostRecord, status: HostEvent['status']): HostEvent {
  const { target, name, address, family, tag } = record.host
  return {
    kind: 'host',
    status,
    target,
    ...(name !== undefined && { name }),
    address,
    family,
    ...(tag !== undefined && { tag }),
    ...(record.marks !== undefined && { marks: record.marks }),
    ...(status === 'finished' && finalFacts(record)),
  }
}

function finalFacts({ block, index, host, counts = {}, unprobed }: HostRecord): Partial<HostEvent> {
  const own = host.ports === undefined ? undefined : block.block.ports[index]!
  return { counts, unprobed, ...(own !== undefined && { scanned: formatPorts(own) }) }
}

/** A single port that this machine could not ask. */
export function skippedPort({ endpoint, lane }: PendingPort): Skipped {
  return { ...skippedHost(lane.record, 'local-resource'), port: endpoint.port }
}

export function skippedHost(record: HostRecord, reason: HostSkip | 'local-resource'): Skipped {
  const { target, name, address, tag } = record.host
  const error =
    reason === 'policy'
      ? new ScanError(
          'ERR_POLICY',
          `${address} is not permitted by the scan's allow and deny lists; it was not contacted`,
        )
      : undefined
  return {
    kind: 'skipped',
    target,
    reason,
    ...(name !== undefined && { name }),
    address,
    ...(tag !== undefined && { tag }),
    ...(error && { error }),
  }
}
