import type { PortState } from '../../model/result.ts'
import { amount, amountOf } from '../text-layout.ts'
import { toldTime } from '../told-time.ts'
import type { Fact, HostDiff, NotCompared, PortDiff, ReportDiff, ReportSource } from './report-diff.ts'

const LABELS: Readonly<Record<Fact, string>> = {
  address: 'address',
  mac: 'hardware address',
  service: 'service',
  product: 'product',
  version: 'version',
  tls: 'TLS',
  starttls: 'STARTTLS',
  subject: 'subject',
  issuer: 'issuer',
  notBefore: 'valid from',
  notAfter: 'valid until',
  fingerprint256: 'SHA-256',
  hostKey: 'host key',
  expiry: 'certificate',
}

/** What a fact is called. */
export function factLabel(fact: Fact): string {
  return LABELS[fact]
}

/**
 * Which report it was: `'2026-11-21 07:00:00 UTC'`, and the program where it is another one; the program alone where the
 * report tells no time. Not escaped.
 */
export function sourceText(
  { version, started }: ReportSource,
  precision: 'seconds' | 'minutes' = 'seconds',
): string {
  const when = toldTime(started, precision)
  const isOurs = /^\d/.test(version)
  if (when === undefined)
    return `a report of ${isOurs ? `portscan-core ${version}` : version || 'an unknown program'}`
  return isOurs || version === '' ? when : `${when} (${version})`
}

/** `'closed'`, `'closed or filtered'`; nothing for a host that was down. */
export function statesText(states: readonly PortState[]): string {
  return states.join(' or ')
}

/** `'open before, not scanned after'`, after the ports; of a whole host `'found before, not scanned after'`. */
export function gapText({ found, ports, why }: NotCompared): string {
  const other = found === 'before' ? 'after' : 'before'
  if (why === 'no-service') return `named ${found}, not ${other}`
  return `${ports === undefined ? 'found' : 'open'} ${found}, ${GAPS[why] ?? why} ${other}`
}

const GAPS: Readonly<Partial<Record<NotCompared['why'], string>>> = {
  'not-scanned': 'not scanned',
  'no-verdict': 'without a verdict',
}

/** `'2 hosts changed, 1 appeared (5 compared); 3 ports opened, 1 closed'`; `'no changes (5 hosts compared)'`. */
export function summaryText({ hosts, compared }: ReportDiff): string {
  const of = (change: HostDiff['change']): number => hosts.filter((host) => host.change === change).length
  const ports = hosts.flatMap((host) => host.ports)
  const [opened, closed] = [countOf(ports, 'appeared'), countOf(ports, 'vanished')]
  const others = ports.length - opened - closed
  if (hosts.length === 0) return `no changes (${amountOf(compared, 'host')} compared)`
  return [
    counted('host', { changed: of('changed'), appeared: of('appeared'), vanished: of('vanished') }),
    ` (${amount(compared)} compared)`,
    ports.length === 0 ? '' : `; ${counted('port', { opened, closed, 'otherwise changed': others })}`,
  ].join('')
}

function countOf(ports: readonly PortDiff[], change: PortDiff['changes'][number]): number {
  return ports.filter(({ changes }) => changes.includes(change)).length
}

function counted(noun: string, counts: Readonly<Record<string, number>>): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([word, count], at) => `${at === 0 ? amountOf(count, noun) : amount(count)} ${word}`)
    .join(', ')
}
