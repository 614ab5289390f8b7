import { amount, amountOf, durationText, escapeText } from '../report/index.ts'
import { exitCode, type ExitCode } from './exit-code.ts'
import type { Host, ScanOptions, Targets } from '../index.ts'
import type { Library } from './library.ts'
import { scannedPorts } from './scanned-ports.ts'
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
  const ports = scannedPorts(options, library).tcp.length
  for await (const item of library.expandTargets(expansion(options, library))(asList(targets))) {
    if (item.kind === 'warning') continue
    const line =
      item.kind === 'skipped' ? `# ${item.target}: skipped, ${item.reason}` : hostLine(item, library)
    if (item.kind !== 'skipped') addHost(amounts, item, item.ports?.tcp.length ?? ports)
    await sink.write(`${escapeText(line)}\n`)
    if (sink.closed) return exitCode.done
  }
  amounts.endpoints = Math.ceil(amounts.endpoints / (options.shard?.count ?? 1))
  await sink.write(`# ${summary(amounts, options.rate)}\n`)
  await sink.end()
  return amounts.addresses + amounts.names > 0 ? exitCode.done : exitCode.nothing
}

function expansion({ exclude, allowHuge }: ScanOptions, { parseAddressSet }: Library) {
  return {
    order: 'sequential' as const,
    ...(exclude !== undefined && { exclude: parseAddressSet(exclude) }),
    ...(allowHuge !== undefined && { allowHuge }),
  }
}

function asList(targets: Targets) {
  return typeof targets === 'object' && (Symbol.iterator in targets || Symbol.asyncIterator in targets)
    ? targets
    : [targets]
}

function hostLine(host: Host, { formatPorts }: Library): string {
  const place =
    host.kind === 'name' ? `${host.name}${host.prefix === undefined ? '' : `/${host.prefix}`}` : host.address
  return host.ports === undefined ? place : `${place}  # ports ${formatPorts(host.ports)}`
}

function addHost(amounts: Amounts, host: Host, ports: number): void {
  if (host.kind === 'name') amounts.names++
  else amounts.addresses++
  amounts.endpoints += ports
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
