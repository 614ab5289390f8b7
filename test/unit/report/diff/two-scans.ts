import fc from 'fast-check'
import { formatPorts } from '../../../../src/model/format-ports.ts'
import type { HostReport, ScanReport } from '../../../../src/model/report.ts'
import type { PortState } from '../../../../src/model/result.ts'
import type { HostDiff, PortChange, PortDiff, ReportDiff } from '../../../../src/report/diff/report-diff.ts'
import { hostOf, portOf, reportOf } from './reports.ts'

/** Two scans of a network that changed between them, and the truth of what both of them looked at. */
export interface TwoScans {
  readonly before: ScanReport
  readonly after: ScanReport
  /** Both list every state, so that no change can hide in counts. */
  readonly listsAll: boolean
  /** `'192.0.2.1 22'`, sorted: open now, and was not; and the other way round; and of any two states. */
  readonly opened: readonly string[]
  readonly closed: readonly string[]
  readonly changedStates: readonly string[]
  readonly stateAt: (address: string, port: number) => readonly [PortState, PortState]
}

type Network = readonly (readonly PortState[])[]

interface Look {
  /** Ports that are scanned, of all hosts. */
  readonly ports: readonly number[]
  readonly hosts: readonly number[]
  readonly listsAll: boolean
}

const PORTS = [21, 22, 23, 80, 443, 8080]
const HOSTS = [1, 2, 3, 4]

const state = fc.constantFrom<PortState>('open', 'closed', 'filtered')
const network: fc.Arbitrary<Network> = fc.array(
  fc.array(state, { minLength: PORTS.length, maxLength: PORTS.length }),
  { minLength: HOSTS.length, maxLength: HOSTS.length },
)
const look: fc.Arbitrary<Look> = fc.record({
  ports: fc.subarray(PORTS, { minLength: 1 }),
  hosts: fc.subarray(HOSTS),
  listsAll: fc.boolean(),
})

export const twoScans: fc.Arbitrary<TwoScans> = fc
  .tuple(network, network, fc.array(fc.boolean(), { minLength: 4, maxLength: 4 }), look, look)
  // Most hosts stay as they are.
  .map(([old, now, changes, first, second]) =>
    scansOf(
      old,
      old.map((states, at) => (changes[at] === true ? now[at]! : states)),
      first,
      second,
    ),
  )

function scansOf(old: Network, now: Network, first: Look, second: Look): TwoScans {
  const both = HOSTS.filter((host) => first.hosts.includes(host) && second.hosts.includes(host)).flatMap(
    (host) =>
      PORTS.filter((port) => first.ports.includes(port) && second.ports.includes(port)).map((port) => ({
        place: `192.0.2.${host} ${port}`,
        was: stateIn(old, host, port),
        is: stateIn(now, host, port),
      })),
  )
  const places = (wanted: (was: PortState, is: PortState) => boolean): string[] =>
    both
      .filter(({ was, is }) => wanted(was, is))
      .map(({ place }) => place)
      .sort()
  return {
    before: reportOf(reportedHosts(old, first)),
    after: reportOf(reportedHosts(now, second), { day: 1 }),
    listsAll: first.listsAll && second.listsAll,
    opened: places((was, is) => was !== 'open' && is === 'open'),
    closed: places((was, is) => was === 'open' && is !== 'open'),
    changedStates: places((was, is) => was !== is),
    stateAt(address, port) {
      const host = Number(address.split('.')[3])
      return [stateIn(old, host, port), stateIn(now, host, port)]
    },
  }
}

function stateIn(states: Network, host: number, port: number): PortState {
  return states[HOSTS.indexOf(host)]![PORTS.indexOf(port)]!
}

function reportedHosts(states: Network, { ports, hosts, listsAll }: Look): HostReport[] {
  const scanned = formatPorts({ tcp: Uint16Array.from(ports) })
  return hosts.map((host) => {
    const address = `192.0.2.${host}`
    const found = ports.map((port) => portOf(port, { address, state: stateIn(states, host, port) }))
    const rest: Partial<Record<PortState, number>> = {}
    const listed = found.filter(({ state }) => listsAll || state === 'open')
    for (const { state } of found) if (!listsAll && state !== 'open') rest[state] = (rest[state] ?? 0) + 1
    return hostOf(listed, rest, { address, scanned })
  })
}

/** What the diff of the same reports the other way round has to be. */
export function mirrored({ from, to, compared, hosts, notCompared }: ReportDiff): ReportDiff {
  return {
    from: to,
    to: from,
    compared,
    hosts: hosts.map(mirroredHost),
    notCompared: notCompared.map((gap) => ({ ...gap, found: gap.found === 'before' ? 'after' : 'before' })),
  }
}

function mirroredHost({ rest, ...host }: HostDiff): HostDiff {
  return {
    ...host,
    change: host.change === 'changed' ? 'changed' : host.change === 'appeared' ? 'vanished' : 'appeared',
    ports: host.ports.map(mirroredPort),
    ...(rest !== undefined && { rest: { ...rest, before: rest.after, after: rest.before } }),
  }
}

function mirroredPort({ before, after, ...port }: PortDiff): PortDiff {
  const mirror: Partial<Record<PortChange, PortChange>> = { appeared: 'vanished', vanished: 'appeared' }
  return {
    ...port,
    changes: port.changes.map((change) => mirror[change] ?? change),
    stateBefore: port.stateAfter,
    stateAfter: port.stateBefore,
    ...(after !== undefined && { before: after }),
    ...(before !== undefined && { after: before }),
  }
}
