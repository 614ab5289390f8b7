import { formatPorts } from '../model/format-ports.ts'
import { portCount } from '../model/port-count.ts'
import type { PortSet, Targets } from '../model/target.ts'
import { rangeSize, type AddressRange } from '../net/address-range.ts'
import { AddressSet } from '../net/address-set.ts'
import { outOfScope } from '../net/special-addresses.ts'
import { directTargets, targetSize } from './check-targets.ts'
import { PATTERN_PART, patternRangeCount, patternRanges } from './octet-pattern.ts'
import { subtractPorts } from './parse-ports.ts'
import { parseTargets, type ParsedTarget } from './parse-target.ts'

/** How much there is to scan. */
export interface TargetCount {
  /** Distinct addresses that are written as such. */
  readonly addresses: bigint
  /** Names, which may have any number of addresses. */
  readonly names: number
  /** Addresses and names times their ports; `name/28` counts with its whole block. */
  readonly endpoints: bigint
  /** False where names, an iterable or a pattern of very many ranges leave the numbers open. */
  readonly exact: boolean
}

export interface CountOptions {
  readonly exclude?: AddressSet
  readonly excludePorts?: PortSet
  /** Targets' own ports without `T:` or `U:` are meant over both. Default false. */
  readonly udp?: boolean
}

/**
 * How much there is to scan, without walking it: overlaps merged, exclusions and what is out of scope taken off. An
 * iterable that is no array is not touched and counts as nothing. Throws `ERR_TARGET` as `checkTargets` does.
 *
 * @example
 * countTargets('192.0.2.0/24 192.0.2.7', parsePorts('22,80')) // { addresses: 256n, names: 0, endpoints: 512n, exact: true }
 */
export function countTargets(targets: Targets, ports: PortSet, options: CountOptions = {}): TargetCount {
  const inputs = directTargets(targets)
  const parsed = (inputs ?? []).flatMap((input) => parseTargets(input, options))
  const names = parsed.filter((target) => target.kind === 'name')
  const large = parsed.filter(isLarge)
  let addresses = large.reduce((sum, target) => sum + targetSize(target), 0n)
  const own = portCounter(ports, options.excludePorts)
  let endpoints = [...names, ...large].reduce(
    (sum, target) => sum + targetSize(target) * own(target.ports),
    0n,
  )
  for (const group of groupByPorts(parsed)) {
    const size = countRanges(group, options.exclude ?? new AddressSet())
    addresses += size
    endpoints += size * own(group[0]!.ports)
  }
  const exact = inputs !== undefined && names.length === 0 && large.length === 0
  return { addresses, names: names.length, endpoints, exact }
}

/** Counted by multiplication, without overlaps and exclusions. */
function isLarge(target: ParsedTarget): boolean {
  return target.kind === 'pattern' && patternRangeCount(target.pattern) > PATTERN_PART
}

/** Ranges with the same ports (and zone) merge. */
function groupByPorts(parsed: readonly ParsedTarget[]): Iterable<ParsedTarget[]> {
  const groups = new Map<string, ParsedTarget[]>()
  for (const target of parsed) {
    if (target.kind === 'name' || isLarge(target)) continue
    const zone = target.kind === 'range' && target.range.family === 6 ? (target.range.zone ?? '') : ''
    const key = `${target.ports === undefined ? '' : formatPorts(target.ports)}%${zone}`
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [target])
    else group.push(target)
  }
  return groups.values()
}

function countRanges(group: readonly ParsedTarget[], exclude: AddressSet): bigint {
  let size = 0n
  for (const range of new AddressSet(group.flatMap(rangesOf)).ranges()) {
    for (const part of exclude.subtractFrom(range)) {
      for (const rest of outOfScope.subtractFrom(part)) size += rangeSize(rest)
    }
  }
  return size
}

function rangesOf(target: ParsedTarget): AddressRange[] {
  if (target.kind === 'range') return [target.range]
  return target.kind === 'pattern' ? [...patternRanges(target.pattern)].flat() : []
}

function portCounter(ports: PortSet, excluded: PortSet | undefined): (own: PortSet | undefined) => bigint {
  const count = (set: PortSet): bigint => BigInt(portCount(excluded ? subtractPorts(set, excluded) : set))
  const usual = count(ports)
  return (own) => (own === undefined ? usual : count(own))
}
