import type { Skipped } from '../../model/event.ts'
import type { ScanReport } from '../../model/report.ts'
import { formatRange, rangeSize, type AddressRange } from '../../net/address-range.ts'
import { AddressSet } from '../../net/address-set.ts'
import { isInTarget } from '../diff/in-target.ts'
import { amount } from '../text-layout.ts'
import { hostViolation, portViolation, unchecked } from './finding.ts'
import { hostName, isOneHost, parseRange } from './host-pattern.ts'
import type { HostRule } from './policy.ts'
import { portKeys } from './port-keys.ts'
import { fitsHost } from './rule-for.ts'
import type { Violation } from './violation.ts'

/**
 * Entries of a policy whose hosts the report does not list. That is fine where it looked for them and nothing was there,
 * if no port of them must be open; else nothing is known. `rules` are sorted, the most specific first.
 */
export function entryCoverage(report: ScanReport, rules: readonly HostRule[]): Violation[] {
  const whole = report.skipped.filter(({ port }) => port === undefined)
  const seen = lookedAt(report, whole)
  return rules.flatMap((rule, at) => {
    if (rule.pattern.kind === 'range' && !isOneHost(rule.pattern)) {
      return rangeCoverage(rule, rule.pattern.range, { seen, before: rules.slice(0, at), skipped: whole })
    }
    return report.hosts.some((host) => fitsHost(rule, host)) ? [] : unlisted(rule, whole)
  })
}

/** A single host, a name or a tag that no host of the report has. */
function unlisted(rule: HostRule, skipped: readonly Skipped[]): Violation[] {
  const skips = skipped.filter((skip) => concerns(skip, rule))
  if (skips.some(({ reason }) => reason === 'host-down')) return missing(rule)
  const [skip] = skips
  const subject =
    rule.pattern.kind === 'tag' ? `no host with the tag ${rule.text} was scanned` : 'was not scanned'
  const says = skip === undefined ? subject : `${subject}: ${reasonText(skip)}`
  return [hostViolation(unchecked('scanned', says, says), { host: rule.text }, rule.place)]
}

/** The host is down: nothing is open on it, and what must be is not. */
function missing(rule: HostRule): Violation[] {
  const finding = {
    kind: 'missing',
    expected: 'open',
    actual: 'host down',
    says: 'is not there: the host is down',
  } as const
  return rule.ports
    .filter(({ required }) => required)
    .flatMap((port) =>
      [...portKeys(port.ports)].map((key) => portViolation(finding, { host: rule.text }, key, port.place)),
    )
}

interface RangeSight {
  readonly seen: AddressSet
  /** The entries that are more specific: what they are about is their affair. */
  readonly before: readonly HostRule[]
  readonly skipped: readonly Skipped[]
}

function rangeCoverage(
  rule: HostRule,
  range: AddressRange,
  { seen, before, skipped }: RangeSight,
): Violation[] {
  const gaps = seen.subtractFrom(range)
  if (gaps.length === 0) return []
  const others = new AddressSet(
    before.flatMap(({ pattern }) => (pattern.kind === 'range' ? [pattern.range] : [])),
  )
  const left = gaps.flatMap((gap) => others.subtractFrom(gap))
  const [first] = left
  if (first === undefined) return []
  const count = left.reduce((sum, gap) => sum + rangeSize(gap), 0n)
  const more = left.length === 1 ? '' : ' and others'
  const skip = skipped.find((one) => one.reason !== 'host-down' && concerns(one, rule))
  const why = skip === undefined ? '' : ` (${reasonText(skip)})`
  const of = `${amount(Number(count))} of ${amount(Number(rangeSize(range)))} addresses`
  const says = `${of} ${count === 1n ? 'was' : 'were'} not scanned: ${formatRange(first)}${more}${why}`
  return [hostViolation(unchecked('scanned', `${of} not scanned`, says), { host: rule.text }, rule.place)]
}

/** The addresses that a report tells of: its hosts, and those that were looked for and not found. */
function lookedAt(report: ScanReport, skipped: readonly Skipped[]): AddressSet {
  const down = skipped.filter(({ reason }) => reason === 'host-down')
  const texts = [
    ...report.hosts.map(({ address }) => address),
    ...down.map(({ address, target }) => address ?? target),
  ]
  return new AddressSet(texts.map(parseRange).filter((range) => range !== undefined))
}

function concerns(skip: Skipped, { pattern, text }: HostRule): boolean {
  const { target, name, address, tag } = skip
  if (pattern.kind === 'tag') return tag === pattern.tag
  if (pattern.kind === 'name') return hostName(name ?? target) === pattern.name
  if (address !== undefined) return pattern.set.has(address)
  if (isOneHost(pattern)) return isInTarget(text, target)
  const range = parseRange(target)
  return range !== undefined && pattern.set.overlaps(range)
}

function reasonText({ reason, error }: Skipped): string {
  return error === undefined ? reason : `${reason}, ${error.message}`
}
