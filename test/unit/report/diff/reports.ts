import type { Skipped, StateCounts } from '../../../../src/model/event.ts'
import type { HostReport, ScanReport } from '../../../../src/model/report.ts'
import type { PortResult, PortState, Reason } from '../../../../src/model/result.ts'
import type { Certificate, Service } from '../../../../src/model/service.ts'
import { openPort, openService, stats } from '../arbitrary-events.ts'

export const reasonOf: Readonly<Record<PortState, Reason>> = {
  open: 'syn-ack',
  closed: 'conn-refused',
  filtered: 'no-response',
  'open|filtered': 'no-response',
  unknown: 'system-error',
}

/** A report of these hosts; a day later with `day: 1`. */
export function reportOf(
  hosts: readonly HostReport[],
  { day = 0, ...facts }: Partial<ScanReport> & { day?: number } = {},
): ScanReport {
  const date = new Date(Date.UTC(2026, 10, 21 + day, 7)).toISOString()
  return {
    version: '0.1.0',
    started: date,
    finished: date,
    options: {},
    hosts,
    skipped: [],
    warnings: [],
    stats,
    ...facts,
  }
}

/** A host whose ports are scanned, all but those listed with the states of `rest`. */
export function hostOf(
  ports: readonly PortResult[],
  rest: Partial<Record<PortState, number>> = { closed: 1000 - ports.length },
  facts: Partial<HostReport> = {},
): HostReport {
  const { address = '192.0.2.7', target = address, family = 4, name, tag } = facts
  const names = { ...(name !== undefined && { name }), ...(tag !== undefined && { tag }) }
  const counts: Record<string, Record<string, number>> = {}
  const add = (state: PortState, count: number): void => {
    if (count > 0) counts[state] = { [reasonOf[state]]: (counts[state]?.[reasonOf[state]] ?? 0) + count }
  }
  for (const { state } of ports) add(state, 1)
  for (const [state, count] of Object.entries(rest)) add(state as PortState, count)
  const own = ports.map((port) => ({ ...port, target, address, family, ...names }))
  const all = { ports: own, counts: counts as StateCounts, unprobed: 0, scanned: '1-1000' }
  return { address, family, target, ...all, ...facts }
}

export function portOf(port: number, facts: Partial<PortResult> = {}): PortResult {
  const { portName: _name, ...plain } = openPort()
  const reason = reasonOf[facts.state ?? 'open']
  return { ...plain, port, reason, ...facts }
}

/** An open port with a service. */
export function servicePort(port: number, service: Partial<Service>): PortResult {
  return portOf(port, { service: openService(service) })
}

export function certificateOf(facts: Partial<Certificate> = {}): Certificate {
  return {
    subject: 'CN=www.example',
    issuer: 'CN=Example CA',
    names: ['www.example'],
    notBefore: '2026-10-01T00:00:00.000Z',
    notAfter: '2027-10-01T00:00:00.000Z',
    fingerprint256: 'ab'.repeat(32),
    selfSigned: false,
    ...facts,
  }
}

export function tlsPort(
  port: number,
  certificate: Partial<Certificate> = {},
  version = 'TLSv1.3',
): PortResult {
  return servicePort(port, { tls: { version, certificate: certificateOf(certificate) } })
}

export function skippedHost(address: string, facts: Partial<Skipped> = {}): Skipped {
  return { kind: 'skipped', target: address, address, reason: 'host-down', ...facts }
}
