import { ScanError } from '../../model/errors.ts'
import { formatPorts } from '../../model/format-ports.ts'
import type { HostReport, ScanReport } from '../../model/report.ts'
import type { PortResult } from '../../model/result.ts'
import { rangeSize } from '../../net/address-range.ts'
import { byAddress } from '../address-order.ts'
import { namedService } from '../diff/named-service.ts'
import { keyedPort, portKey, type PortKey } from '../diff/port-key.ts'
import { scannedPorts } from '../scanned-ports.ts'
import { isTunnelled } from '../tls-tunnel.ts'
import { hostName, parseRange } from './host-pattern.ts'
import type { HostEntry, PolicyFile, PortEntry, PortsText } from './policy-file.ts'

/**
 * A baseline: the policy that a report fulfils. Each port that is open must be, with the service and the program that were
 * found; versions are free. Of a range that was scanned nothing else may be open. Throws `ERR_OPTION` for a report without
 * hosts.
 *
 * @example
 * await writeFile('ports.yaml', policyText(policyOf(await scan('192.0.2.0/28', { services: true }).report())))
 */
export function policyOf(report: ScanReport): PolicyFile {
  const hosts = new Map<string, PortResult[]>()
  for (const host of byAddress(report.hosts)) {
    const open = host.ports.filter(({ state }) => state === 'open')
    if (open.length === 0 && wideTarget(host.target) !== undefined) continue
    const key = entryName(host)
    hosts.set(key, [...(hosts.get(key) ?? []), ...open])
  }
  const targets = [...report.hosts, ...report.skipped.filter(({ reason }) => reason === 'host-down')]
  for (const { target } of targets) {
    if (wideTarget(target) !== undefined && !hosts.has(target)) hosts.set(target, [])
  }
  if (hosts.size === 0) {
    throw new ScanError('ERR_OPTION', 'report: expected at least one host that was scanned, but got none', {
      input: 'report',
    })
  }
  const ports = commonPorts(report.hosts)
  return {
    version: 1,
    ...(ports !== undefined && { scan: { ports } }),
    hosts: [...hosts].map(([host, open]) => hostEntry(host, open)),
  }
}

/** More than one address. */
function wideTarget(target: string): string | undefined {
  const range = parseRange(target)
  return range !== undefined && rangeSize(range) > 1n ? target : undefined
}

/** By the name that led there, as the next scan will find it. */
function entryName({ address, name }: HostReport): string {
  return (name === undefined ? undefined : hostName(name)) ?? address
}

/** The ports of every host, where all were scanned alike. */
function commonPorts(hosts: readonly HostReport[]): string | undefined {
  const specs = new Set(hosts.map(({ scanned }) => scanned))
  const [only] = specs
  return specs.size === 1 && only !== undefined && only !== '' ? formatPorts(scannedPorts(only)) : undefined
}

function hostEntry(host: string, open: readonly PortResult[]): HostEntry {
  const ports = new Map<PortKey, PortResult[]>()
  for (const result of open) {
    const key = portKey(result)
    ports.set(key, [...(ports.get(key) ?? []), result])
  }
  const entries = [...ports].sort(([a], [b]) => a - b).map(([key, results]) => portEntry(key, results))
  return { host, ...(entries.length > 0 && { required: true }), ports: entries }
}

/** Several results of one port are those of several addresses of a name. */
function portEntry(key: PortKey, results: readonly PortResult[]): PortsText | PortEntry {
  const { port, transport } = keyedPort(key)
  const text = transport === 'udp' ? `U:${port}` : port
  const services = results.map(namedService).filter((service) => service !== undefined)
  if (services.length < results.length) return text
  const names = unique(
    services.map((service) => (isTunnelled(service) ? nameInTls(service.name) : service.name)),
  )
  const products = unique(services.map(({ product }) => product).filter((product) => product !== undefined))
  const told = services.every(({ product }) => product !== undefined)
  return { port: text, service: names, ...(told && { product: products }) }
}

/** Protocols whose form inside TLS has a name of its own. */
const NAMED_IN_TLS = ['http', 'smtp', 'imap', 'pop3', 'ftp', 'ldap', 'irc', 'sip']

function nameInTls(name: string): string {
  return NAMED_IN_TLS.includes(name) ? `${name}s` : name
}

function unique(texts: readonly string[]): string | readonly string[] {
  const all = [...new Set(texts)]
  return all.length === 1 ? all[0]! : all
}
