import { amount, amountOf, durationText, escapeText } from '../report/index.ts'
import { exitCode, type ExitCode } from './exit-code.ts'
import type { Host, PortSet, ScanOptions, Skipped, Targets } from '../index.ts'
import type { Library } from './library.ts'
import { permittedPorts, scannedPorts } from './scanned-ports.ts'
import type { Session } from './session.ts'
import { streamSink } from './sink.ts'

/** What a scan of hosts that answer at once reaches on one machine; the estimate without `--rate` says it assumes it. */
const USUAL_RATE = 10_000

interface Amounts {
  addresses: number
  names: number
  endpoints: number
}

/**
 * `--list`: each host on a line, so that the output is a file of targets itself; numbers are in comments. Nothing is
 * sent, names are not looked up.
 */
export async function listTargets(
  targets: Targets,
  options: ScanOptions,
  library: Library,
  { world }: Session,
): Promise<ExitCode> {
  const sink = streamSink(world.stdout, () => {})
  const amounts: Amounts = { addresses: 0, names: 0, endpoints: 0 }
  const usual = library.portCount(scannedPorts(options, library))
  const ownPorts = ownPortsOf(options, library)
  const line = (item: Host | Skipped): string => {
    if (item.kind === 'skipped') return skippedLine(item.target, item.reason)
    if (item.kind === 'address' && item.family !== (options.family ?? item.family))
      return skippedLine(item.target, 'out-of-scope')
    const own = item.ports && ownPorts(item.ports)
    if (own?.count === 0) return skippedLine(item.target, 'excluded')
    addHost(amounts, item, own?.count ?? usual)
    return hostLine(item, own?.text)
  }
  for await (const item of library.expandTargets(expansion(options, library))(asList(targets))) {
    if (item.kind === 'warning' || item.kind === 'host') continue
    await sink.write(`${escapeText(line(item))}\n`)
    if (sink.closed) return exitCode.done
  }
  amounts.endpoints = Math.ceil(amounts.endpoints / (options.shard?.count ?? 1))
  await sink.write(`# ${summary(amounts, options.rate)}\n`)
  await sink.end()
  return amounts.addresses + amounts.names > 0 ? exitCode.done : exitCode.nothing
}

interface OwnPorts {
  readonly text: string
  readonly count: number
}

/** What is left of the ports that a host brings along. Hosts of one target share a value, so each is read once. */
function ownPortsOf(options: ScanOptions, library: Library): (ports: PortSet) => OwnPorts {
  const known = new WeakMap<PortSet, OwnPorts>()
  return (ports) => {
    let own = known.get(ports)
    if (own === undefined) {
      const left = permittedPorts(ports, options, library)
      known.set(ports, (own = { text: library.formatPorts(left), count: library.portCount(left) }))
    }
    return own
  }
}

function expansion({ exclude, allowHuge, udp }: ScanOptions, { parseAddressSet }: Library) {
  return {
    order: 'sequential' as const,
    ...(exclude !== undefined && { exclude: parseAddressSet(exclude) }),
    ...(allowHuge !== undefined && { allowHuge }),
    ...(udp !== undefined && { udp }),
  }
}

function asList(targets: Targets) {
  return typeof targets === 'object' && (Symbol.iterator in targets || Symbol.asyncIterator in targets)
    ? targets
    : [targets]
}

function skippedLine(target: string, reason: string): string {
  return `# ${target}: skipped, ${reason}`
}

function hostLine(host: Host, ports: string | undefined): string {
  if (host.kind === 'address') {
    if (ports === undefined) return host.address
    return `${host.family === 6 ? `[${host.address}]` : host.address}:${ports}`
  }
  const name = `${host.name}${host.prefix === undefined ? '' : `/${host.prefix}`}`
  return ports === undefined ? name : `${name}:${ports}`
}

function addHost(amounts: Amounts, host: Host, ports: number): void {
  if (host.kind === 'name') amounts.names++
  else amounts.addresses++
  amounts.endpoints += ports * addressesOf(host)
}

/** As far as is known before a name is looked up: one, or the block around it. */
function addressesOf(host: Host): number {
  if (host.kind === 'address' || host.prefix === undefined) return 1
  return 2 ** ((host.prefix <= 32 ? 32 : 128) - host.prefix)
}

function summary({ addresses, names, endpoints }: Amounts, rate = USUAL_RATE): string {
  const hosts = [
    addresses > 0 ? amountOf(addresses, 'address') : '',
    names > 0 ? amountOf(names, 'name') : '',
  ]
  const time = durationText((endpoints * 1000) / rate)
  const what = hosts.filter(Boolean).join(' and ') || 'no hosts'
  return `${what}, ${amountOf(endpoints, 'endpoint')}: ${time} at ${amount(rate)} a second`
}
