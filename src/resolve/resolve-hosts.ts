import { mapConcurrent } from '../flow/map-concurrent.ts'
import type { Stage } from '../flow/stage.ts'
import { systemClock, type Clock } from '../model/clock.ts'
import type { Notice } from '../model/event.ts'
import type { Family, Host, NamedHost, ResolvedHost } from '../model/host.ts'
import { familyOf, formatAddress, parseAddress } from '../net/address.ts'
import { normalizeAddress } from '../net/embedded-address.ts'
import { outOfScope } from '../net/special-addresses.ts'
import { addressesAround, familyOfPrefix } from './address-block.ts'
import { manyAddresses, skippedHost, specialAddress, unresolvedHost } from './host-notices.ts'
import { ownSignal } from '../flow/own-signal.ts'
import { resolveError } from './resolve-failure.ts'
import type { Resolver } from './resolver.ts'
import { within } from './within.ts'

/** Who looks names up, and which addresses count. */
export interface ResolveHostsOptions {
  readonly resolver: Resolver
  /** Only addresses of this family. Default: both. */
  readonly family?: Family
  /** Every address of a name becomes a host. Default false: the first one, with a `many-addresses` warning. */
  readonly allAddresses?: boolean
  /** Names looked up at once. Default 64. */
  readonly concurrency?: number
  /**
   * Milliseconds for one name, waiting in the resolver's own line included. Default 120,000: resolvers have time-outs
   * of their own, this one is for those that forget a question.
   */
  readonly timeout?: number
  /** Addresses that are not scanned, however they were written or found. */
  readonly exclude?: { has(address: string): boolean }
  readonly signal?: AbortSignal
  readonly clock?: Clock
}

/**
 * Names become addresses, in the order of the targets. One `ResolvedHost` for each address, without repeats, under
 * the name's ordinal; with `prefix` one for each address of the blocks around them, at most 65,536 a name.
 *
 * Nothing about a target throws: what cannot be scanned leaves as `skipped`. `unresolved`: the name does not resolve
 * (`error` says why). `excluded`: the address is in `exclude`, by whatever name. `out-of-scope`: an address of the
 * family that was not asked for, or one from a name that nothing can be connected to (unspecified, multicast,
 * reserved). A name that leads to a special-purpose address (RFC 6890) is scanned, with one `special-address`
 * warning; `localhost` is expected to (RFC 6761) and gets none, unless it leads elsewhere than to loopback.
 *
 * The iteration ends with the signal's reason on abort.
 *
 * @example
 * const hosts = pipe(['www.example'], expandTargets(), resolveHosts({ resolver: systemResolver() }))
 */
export function resolveHosts(options: ResolveHostsOptions): Stage<Host | Notice, ResolvedHost | Notice> {
  const { concurrency = 64, signal } = options
  return (source) => {
    // Follows `closing` too, which fires at the end whatever it is: no listener stays.
    let own: AbortSignal | undefined
    const stage = mapConcurrent<Host | Notice, ResolvedHost | Notice>(
      (item, closing) => {
        signal?.throwIfAborted()
        if (item.kind === 'address') return [screenLiteral(item, options)]
        if (item.kind !== 'name') return [item]
        own ??= ownSignal(signal, closing).signal
        return lookUp(item, options, own)
      },
      { concurrency },
    )
    return stage(source)
  }
}

type Passed = ResolvedHost | Notice

function screenLiteral(host: ResolvedHost, { family, exclude }: ResolveHostsOptions): Passed {
  if (family !== undefined && host.family !== family) return skippedHost(host, 'out-of-scope', host.address)
  return exclude?.has(host.address) ? skippedHost(host, 'excluded', host.address) : host
}

async function lookUp(host: NamedHost, options: ResolveHostsOptions, signal: AbortSignal): Promise<Passed[]> {
  const meant = host.prefix === undefined ? options.family : familyOfPrefix(host.prefix)
  if (meant !== (options.family ?? meant)) return [skippedHost(host, 'out-of-scope')]
  try {
    const family = meant === undefined ? {} : { family: meant }
    const found = await ask(host.name, options, signal, family)
    return hostsOf(host, dialable(host.name, found, meant), options)
  } catch (error) {
    signal.throwIfAborted()
    return [unresolvedHost(host, error)]
  }
}

async function ask(
  name: string,
  { resolver, timeout = 120_000, clock = systemClock }: ResolveHostsOptions,
  signal: AbortSignal,
  family: { readonly family?: Family },
): Promise<readonly string[]> {
  const late = (): Error =>
    resolveError('timeout', name, `the resolver did not answer within ${timeout} ms`, 'check the resolver')
  const done = new AbortController()
  const own = ownSignal(signal, done.signal)
  try {
    const answer = resolver.resolve(name, { signal: own.signal, ...family })
    return await within(answer, { timeout, clock, signal, late })
  } finally {
    // Calls off a question that took too long.
    done.abort()
  }
}

function hostsOf(host: NamedHost, found: readonly string[], options: ResolveHostsOptions): Passed[] {
  const chosen = options.allAddresses === true ? found : found.slice(0, 1)
  const all = host.prefix === undefined ? chosen : addressesAround(chosen, host.prefix)
  const hosts = all.map((address) => screenFound(host, address, options))
  const special = specialAddress(
    host,
    chosen.filter((address) => !isBarred(address, options)),
  )
  return [
    ...(chosen.length < found.length ? [manyAddresses(host, found)] : []),
    ...(special === undefined ? [] : [special]),
    ...hosts,
  ]
}

function screenFound(host: NamedHost, address: string, options: ResolveHostsOptions): Passed {
  const barred = isBarred(address, options)
  return barred === undefined ? resolvedHost(host, address) : skippedHost(host, barred, address)
}

function isBarred(
  address: string,
  { exclude }: ResolveHostsOptions,
): 'excluded' | 'out-of-scope' | undefined {
  if (exclude?.has(address) === true) return 'excluded'
  return outOfScope.has(normalizeAddress(address)) ? 'out-of-scope' : undefined
}

function resolvedHost({ target, name, ordinal, tag, ports }: NamedHost, address: string): ResolvedHost {
  return {
    kind: 'address',
    target,
    name,
    address,
    family: familyOf(address)!,
    ordinal,
    ...(tag !== undefined && { tag }),
    ...(ports !== undefined && { ports }),
  }
}

/**
 * The addresses as they will be dialled, without repeats: an IPv4-mapped one is IPv4 on the wire. What a resolver
 * gives beside addresses of the wanted family is dropped; where nothing is left, its answer was `malformed`.
 */
function dialable(name: string, found: readonly string[], family: Family | undefined): readonly string[] {
  const addresses = new Set<string>()
  for (const text of found) {
    const address = plainAddress(text)
    if (address !== undefined && (family === undefined || familyOf(address) === family))
      addresses.add(address)
  }
  if (addresses.size > 0) return [...addresses]
  throw resolveError('malformed', name, 'the resolver gave no address that fits', 'check the resolver')
}

function plainAddress(text: string): string | undefined {
  const address = parseAddress(text)
  if (address === undefined) return undefined
  const plain = formatAddress(address)
  return plain.startsWith('::ffff:') && plain.includes('.') ? plain.slice('::ffff:'.length) : plain
}
