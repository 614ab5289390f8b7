import { formatPorts } from '../model/format-ports.ts'
import type { Skipped } from '../model/event.ts'
import { xmlAttributes } from './escape-xml.ts'
import { HostTally } from './host-tally.ts'
import { HostsInTurn, type WholeHost } from './hosts-in-turn.ts'
import { jsonText } from './json-text.ts'
import type { ReportHead, ReportTail, ReportWriter } from './report-writer.ts'
import { scannedPorts } from './scanned-ports.ts'
import { amountOf } from './text-layout.ts'
import { ctime, unixTime } from './unix-time.ts'
import { hostXml, portXml, type PortXml } from './xml-host.ts'

/**
 * XML as nmap writes it (`nmaprun`), for tools that read that. A host is written when it is finished; those that an abort
 * cut off, at the end. What the format has no place for is left out: certificates, banners, marks, warnings.
 */
export function xmlWriter(): ReportWriter {
  const hosts = new HostsInTurn(portXml)
  const tally = new HostTally()
  const write = (host: WholeHost<PortXml>): string => hostXml(host, tally.isUp(host))
  return {
    begin: startXml,
    event(event) {
      tally.see(event)
      if (event.kind === 'skipped') return targetXml(event)
      const host = event.kind === 'warning' ? undefined : hosts.add(event)
      return host === undefined ? '' : write(host)
    },
    *end(tail) {
      for (const host of hosts.rest()) yield write(host)
      yield endXml(tail, tally)
    },
  }
}

function startXml({ version, started, options, scanned }: ReportHead): string {
  const { tcp, udp } = scannedPorts(scanned)
  const run = {
    scanner: 'portscan-core',
    args: `portscan-core ${jsonText(options)}`,
    start: unixTime(started),
    startstr: ctime(started),
    version,
    xmloutputversion: '1.05',
  }
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<nmaprun${xmlAttributes(run)}>`,
    scanXml('tcp', 'connect', tcp),
    scanXml('udp', 'udp', udp),
    '<verbose level="0"/>',
    '<debugging level="0"/>',
  ]
  return lines.map((line) => (line === '' ? '' : `${line}\n`)).join('')
}

function scanXml(protocol: string, type: string, ports: Uint16Array = new Uint16Array()): string {
  if (ports.length === 0) return ''
  const services = formatPorts({ tcp: ports })
  return `<scaninfo${xmlAttributes({ type, protocol, numservices: ports.length, services })}/>`
}

/** What nmap says of targets that it can make nothing of. */
function targetXml({ target, reason }: Skipped): string {
  if (reason !== 'invalid' && reason !== 'unresolved') return ''
  return `<target${xmlAttributes({ specification: target, status: 'skipped', reason: 'invalid' })}/>\n`
}

function endXml({ finished, stats, interrupted }: ReportTail, { up, down }: HostTally): string {
  const elapsed = (stats.elapsed / 1000).toFixed(2)
  const run = {
    time: unixTime(finished),
    timestr: ctime(finished),
    summary: `${amountOf(up + down, 'host')} (${up} up) scanned in ${elapsed} seconds`,
    elapsed,
    exit: interrupted === true ? 'error' : 'success',
    errormsg: interrupted === true ? 'interrupted' : undefined,
  }
  const counts = xmlAttributes({ up, down, total: up + down })
  return `<runstats><finished${xmlAttributes(run)}/><hosts${counts}/>\n</runstats>\n</nmaprun>\n`
}
