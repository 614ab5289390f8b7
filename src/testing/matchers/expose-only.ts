import { formatPorts, parsePorts } from 'portscan-core'
import type { PortSet, PortSpec, ScanReport } from 'portscan-core'
import { amountOf } from 'portscan-core/report'
import { blindSpots } from './blind-spots.ts'
import { undecided, type Judgement } from './judgement.ts'
import { look } from './look.ts'
import { doubtOf } from './one-port.ts'
import { NONE, unite, unseenPorts } from './port-sets.ts'
import { hasPort, keysOf, sightsOf, textOf, type PortKey, type PortSight } from './port-sight.ts'
import { linesText, reasonsText, type Line } from './port-words.ts'
import { nameOf, type ExposureOptions, type Scannable } from './scannable.ts'

/** Whether these ports are open, and no others. */
export async function judgeExposure(
  received: Scannable,
  expected: PortSpec,
  { ports, ...options }: ExposureOptions = {},
): Promise<Judgement> {
  const asked = Array.isArray(expected) && expected.length === 0 ? NONE : parsePorts(expected)
  const named = ports === undefined ? undefined : parsePorts(ports)
  const wanted =
    named === undefined ? { ports: parsePorts('top-1000'), asked } : { asked: unite(asked, named) }
  const report = await look(received, wanted, options)
  const exposure = { unexpected: unexpectedPorts(report, asked), ...askedPorts(report, asked) }
  const blind = [
    ...blindSpots(report),
    ...exposure.unseen.map((key) => `${textOf(key)}: not scanned`),
    ...exposure.missing.filter(isDoubtful).map((sight) => `${textOf(sight)} of ${doubtOf(sight)}`),
    ...unseenPorts(report, named ?? NONE, options.excludePorts),
  ]
  const pass = exposure.unexpected.length === 0 && exposure.missing.length === 0
  const head = exposureHead(nameOf(received), formatPorts(asked), exposure, blind.length > 0)
  const message = [head, ...exposureLines(exposure), scopeText(report)].join('\n\n')
  if (blind.length > 0)
    throw undecided(`${message}\n\nNot all of it could be looked at:\n${reasonsText(blind)}`)
  return { pass, message }
}

interface Exposure {
  /** Open, and not to be. */
  readonly unexpected: readonly PortSight[]
  /** To be open, and nowhere so. */
  readonly missing: readonly PortSight[]
  readonly fine: readonly PortSight[]
  /** To be open, and not looked at. */
  readonly unseen: readonly PortKey[]
}

function unexpectedPorts({ hosts }: ScanReport, asked: PortSet): PortSight[] {
  return hosts.flatMap((host) =>
    host.ports
      .filter((result) => result.state === 'open' && !hasPort(asked, result))
      .map((result) => ({ ...result, host, result })),
  )
}

/** A port of a name is there where one of its addresses has it. */
function askedPorts(report: ScanReport, asked: PortSet): Omit<Exposure, 'unexpected'> {
  const found = { missing: [] as PortSight[], fine: [] as PortSight[], unseen: [] as PortKey[] }
  const keys = keysOf(asked)
  for (const [at, sights] of sightsOf(report, keys).entries()) {
    const seen = sights.filter(({ state }) => state !== 'not scanned')
    const open = seen.filter(({ state }) => state === 'open')
    if (seen.length === 0) found.unseen.push(keys[at]!)
    else if (open.length > 0) found.fine.push(...open)
    else found.missing.push(...seen)
  }
  return found
}

/** Nobody has seen it, nor that it is not there. */
function isDoubtful({ state }: PortSight): boolean {
  return state === 'open|filtered' || state === 'not told'
}

/** What is so for certain, or that nothing is. */
function exposureHead(
  name: string,
  ports: string,
  { unexpected, missing }: Exposure,
  isBlind: boolean,
): string {
  const surelyMissing = missing.some((sight) => !isDoubtful(sight))
  if (unexpected.length === 0 && !surelyMissing) {
    const what = ports === '' ? `${name} exposes nothing` : `${name} exposes ${ports} and nothing else`
    return isBlind ? `It cannot be told whether ${what}` : what
  }
  const verb = unexpected.length === 0 ? 'does not expose all of' : 'exposes more than'
  const what = unexpected.length > 0 && surelyMissing ? 'exposes other ports than' : verb
  return `${name} ${what} ${ports || 'nothing'}`
}

function exposureLines({ unexpected, missing, fine }: Exposure): string[] {
  const lines: Line[] = [
    ...unexpected.map((sight) => ({ mark: 'unexpected', sight })),
    ...missing.map((sight) => ({ mark: isDoubtful(sight) ? 'unclear' : 'missing', sight })),
    ...fine.map((sight) => ({ mark: 'as expected', sight })),
  ]
  return lines.length > 0 ? [linesText(lines)] : []
}

/** What was looked at, so that nobody takes the rest for fine. */
function scopeText({ hosts, stats }: ScanReport): string {
  const sets = new Map<string, string[]>()
  for (const { address, scanned } of hosts) sets.set(scanned, [...(sets.get(scanned) ?? []), address])
  const scopes = [...sets].map(
    ([scanned, addresses]) => `${scopeWords(scanned)} of ${addressWords(addresses)}`,
  )
  return `Looked at: ${scopes.join('; ') || 'nothing'} (${Math.round(stats.elapsed)} ms). Of other ports nothing is known.`
}

function scopeWords(scanned: string): string {
  if (scanned === '') return 'no port'
  const { tcp, udp } = parsePorts(scanned)
  const words = [
    ...(tcp.length > 0 ? [amountOf(tcp.length, 'TCP port')] : []),
    ...(udp === undefined ? [] : [amountOf(udp.length, 'UDP port')]),
  ]
  return `${words.join(' and ')}${scanned.length <= 60 ? ` (${scanned})` : ''}`
}

function addressWords(addresses: readonly string[]): string {
  return addresses.length <= 3 ? addresses.join(', ') : `${addresses.length} hosts`
}
