import { formatPorts } from '../model/format-ports.ts'
import type { StateCounts } from '../model/event.ts'
import type { PortResult } from '../model/result.ts'
import { escapeText } from './escape-text.ts'
import { HostTally } from './host-tally.ts'
import { HostsInTurn, type WholeHost } from './hosts-in-turn.ts'
import { jsonText } from './json-text.ts'
import type { ReportHead, ReportTail, ReportWriter } from './report-writer.ts'
import { scannedPorts } from './scanned-ports.ts'
import { amountOf } from './text-layout.ts'
import { isTunnelled } from './tls-tunnel.ts'
import { ctime } from './unix-time.ts'

/**
 * Two lines a host, as nmap's `-oG` has them, for `grep`, `cut` and `awk`: its ports are separated by `', '`, their fields
 * by `/`, and neither stands in a value. A host is written when it is finished.
 */
export function grepableWriter(): ReportWriter {
  const hosts = new HostsInTurn(portText)
  const tally = new HostTally()
  const write = (host: WholeHost<string>): string => hostLines(host, tally.isUp(host))
  return {
    begin: startLines,
    event(event) {
      tally.see(event)
      const host = event.kind === 'port' || event.kind === 'host' ? hosts.add(event) : undefined
      return host === undefined ? '' : write(host)
    },
    *end(tail) {
      for (const host of hosts.rest()) yield write(host)
      yield endLine(tail, tally)
    },
  }
}

function startLines({ version, started, options, scanned }: ReportHead): string {
  const { tcp, udp = new Uint16Array() } = scannedPorts(scanned)
  const tcpText = `${tcp.length};${formatPorts({ tcp })}`
  const udpText = `${udp.length};${formatPorts({ tcp: udp })}`
  const scan = `portscan-core ${version} scan initiated ${ctime(started)} as: portscan-core ${jsonText(options)}`
  return `# ${escapeText(scan)}\n# Ports scanned: TCP(${tcpText}) UDP(${udpText}) SCTP(0;) PROTOCOLS(0;)\n`
}

function hostLines({ address, name, names, ports, others }: WholeHost<string>, up: boolean): string {
  const host = `Host: ${field(address)} (${nameField(name ?? names?.[0] ?? '')})`
  const ignored = othersText(others)
  const facts = [host, `Ports: ${ports.join(', ')}`, ...(ignored === '' ? [] : [`Ignored State: ${ignored}`])]
  return `${host}\tStatus: ${up ? 'Up' : 'Down'}\n${facts.join('\t')}\n`
}

/** `port/state/protocol/owner/service/RPC/version/`, of which nobody tells owner and RPC. */
function portText(result: PortResult): string {
  const { port, state, transport, service } = result
  const info = service?.info === undefined ? undefined : `(${service.info})`
  const version = [service?.product, service?.version, info].filter(Boolean).join(' ')
  return `${port}/${state}/${transport}//${field(serviceName(result))}//${field(version)}/`
}

function serviceName({ service, portName = '' }: PortResult): string {
  if (service === undefined) return portName
  const guess = service.confidence === 'port-table' ? '?' : ''
  return `${isTunnelled(service) ? 'ssl/' : ''}${service.name}${guess}`
}

/** The most frequent first: most tools read only that one. */
function othersText(others: StateCounts): string {
  return Object.entries(others)
    .map(([state, reasons]) => ({
      state,
      count: Object.values(reasons).reduce((sum, some) => sum + some, 0),
    }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
    .map(({ state, count }) => `${state} (${count})`)
    .join(', ')
}

function field(text: string): string {
  return escapeText(text).replaceAll('/', '|').replaceAll(',', ';')
}

/** In parentheses. */
function nameField(text: string): string {
  return field(text).replaceAll('(', '[').replaceAll(')', ']')
}

function endLine({ finished, stats, interrupted }: ReportTail, { up, down }: HostTally): string {
  const cut = interrupted === true ? 'interrupted' : 'done'
  const hosts = `${amountOf(up + down, 'IP address')} (${amountOf(up, 'host')} up)`
  return `# portscan-core ${cut} at ${ctime(finished)} -- ${hosts} scanned in ${(stats.elapsed / 1000).toFixed(2)} seconds\n`
}
