import type { StateCounts } from '../model/event.ts'
import type { PortResult, Reason } from '../model/result.ts'
import type { Confidence } from '../model/service.ts'
import { cpeUri } from './cpe-uri.ts'
import { escapeXml, xmlAttributes } from './escape-xml.ts'
import type { WholeHost } from './hosts-in-turn.ts'
import { isTunnelled } from './tls-tunnel.ts'
import { unixTime } from './unix-time.ts'

/** One port as XML, and what its host has of it. */
export interface PortXml extends Pick<PortResult, 'reason' | 'at'> {
  readonly xml: string
}

export function portXml(result: PortResult): PortXml {
  const { port, transport, state, reason, at } = result
  const start = `<port${xmlAttributes({ protocol: transport, portid: port })}>`
  const stateXml = `<state${xmlAttributes({ state, reason, reason_ttl: 0 })}/>`
  return { xml: `${start}${stateXml}${serviceXml(result)}</port>\n`, reason, at }
}

/** How sure a name is, on nmap's scale to 10. */
const CONFIDENCE: Readonly<Record<Confidence, number>> = {
  verified: 10,
  structured: 9,
  pattern: 7,
  'port-table': 3,
}

function serviceXml({ service, portName }: PortResult): string {
  if (service === undefined) {
    return portName === undefined ? '' : `<service${xmlAttributes({ name: portName, ...guess })}/>`
  }
  const { name, product, version, info, hostname, os, device, cpe = [], confidence } = service
  const facts = { product, version, extrainfo: info, hostname, ostype: os, devicetype: device }
  const method =
    confidence === 'port-table' ? guess : { method: 'probed', conf: CONFIDENCE[confidence] ?? guess.conf }
  const start = `<service${xmlAttributes({ name, ...facts, tunnel: isTunnelled(service) ? 'ssl' : undefined, ...method })}`
  const names = cpe.map((text) => `<cpe>${escapeXml(cpeUri(text))}</cpe>`)
  return names.length === 0 ? `${start}/>` : `${start}>${names.join('')}</service>`
}

const guess = { method: 'table', conf: CONFIDENCE['port-table'] }

export function hostXml(host: WholeHost<PortXml>, up: boolean): string {
  const { address, family, mac, vendor, ports, others } = host
  // Times of one form are in the order of their text.
  const times = ports.map(({ at }) => at).sort()
  const [first, last] = [times[0], times.at(-1)]
  const status = { state: up ? 'up' : 'down', reason: up ? hostReason(host) : 'no-response', reason_ttl: 0 }
  const start = xmlAttributes({
    starttime: first && unixTime(first),
    endtime: last && unixTime(last),
  })
  return [
    `<host${start}><status${xmlAttributes(status)}/>\n`,
    `<address${xmlAttributes({ addr: address, addrtype: `ipv${family}` })}/>\n`,
    mac === undefined
      ? ''
      : `<address${xmlAttributes({ addr: mac.toUpperCase(), addrtype: 'mac', vendor })}/>\n`,
    `<hostnames>\n${namesXml(host)}</hostnames>\n`,
    `<ports>${othersXml(others)}${ports.map(({ xml }) => xml).join('')}</ports>\n</host>\n`,
  ].join('')
}

function namesXml({ name, names = [] }: WholeHost<PortXml>): string {
  const given = name === undefined ? [] : [{ name, type: 'user' }]
  return [...given, ...names.map((found) => ({ name: found, type: 'PTR' }))]
    .map((hostname) => `<hostname${xmlAttributes(hostname)}/>\n`)
    .join('')
}

/** The ports that are not listed one by one: nmap's `extraports`. */
function othersXml(counts: StateCounts): string {
  return Object.entries(counts)
    .map(([state, reasons]) => {
      const counted = Object.entries(reasons).filter(([, count]) => count > 0)
      if (counted.length === 0) return ''
      const count = counted.reduce((sum, [, some]) => sum + some, 0)
      const lines = counted.map(
        ([reason, some]) => `<extrareasons${xmlAttributes({ reason, count: some })}/>\n`,
      )
      return `<extraports${xmlAttributes({ state, count })}>\n${lines.join('')}</extraports>\n`
    })
    .join('')
}

/** Where nothing came from a host, it is up because who scans says so. */
function hostReason({ reason, family, counts, ports }: WholeHost<PortXml>): string {
  if (reason === 'neighbour') return family === 4 ? 'arp-response' : 'nd-response'
  if (reason !== undefined) return reason
  const counted = Object.values(counts).flatMap((reasons) => Object.keys(reasons))
  const seen = new Set([...counted, ...ports.map((port) => port.reason)])
  return FROM_THE_HOST.find((reason) => seen.has(reason)) ?? 'user-set'
}

const FROM_THE_HOST: readonly Reason[] = [
  'syn-ack',
  'udp-response',
  'conn-refused',
  'reset',
  'port-unreach',
  'conn-reset',
]
