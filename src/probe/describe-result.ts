import { roundTime } from '../model/clock.ts'
import { ScanError } from '../model/errors.ts'
import type { HostEvent, Skipped } from '../model/event.ts'
import { portName } from '../model/port-names.ts'
import type { PortResult, Verdict } from '../model/result.ts'
import type { HostLane, PendingPort } from './host-lane.ts'

/** The result of a port as the consumer gets it. `rtt` in milliseconds, 0 where nothing came back. */
export function portResult(port: PendingPort, verdict: Verdict, rtt: number, wallTime: number): PortResult {
  const { endpoint, lane } = port
  const { target, tag } = lane.host
  const guess = portName(endpoint.port, endpoint.transport)
  const banner = verdict.exchanges?.find((exchange) => exchange.received.length > 0)?.received
  return {
    kind: 'port',
    target,
    ...(endpoint.name !== undefined && { name: endpoint.name }),
    address: endpoint.address,
    family: endpoint.family,
    port: endpoint.port,
    transport: endpoint.transport,
    ...(guess !== undefined && { portName: guess }),
    state: verdict.state,
    reason: verdict.reason,
    ...(verdict.errorCode !== undefined && { errorCode: verdict.errorCode }),
    rtt: roundTime(rtt),
    attempts: port.tries,
    at: new Date(wallTime).toISOString(),
    ...(tag !== undefined && { tag }),
    ...(verdict.exchanges && { exchanges: verdict.exchanges }),
    ...(banner && { banner }),
  }
}

export function hostEvent(lane: HostLane, status: HostEvent['status']): HostEvent {
  const { target, name, address, family, tag } = lane.host
  return {
    kind: 'host',
    status,
    target,
    ...(name !== undefined && { name }),
    address,
    family,
    ...(tag !== undefined && { tag }),
    ...(status === 'finished' && { counts: lane.counts ?? {}, unprobed: lane.unprobed }),
  }
}

export function skippedHost(lane: HostLane, reason: 'no-route' | 'policy'): Skipped {
  const { target, name, address, tag } = lane.host
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
