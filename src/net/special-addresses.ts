import { parseAddress } from './address.ts'
import { blockV4, blockV6, type AddressRange } from './address-range.ts'
import { AddressSet } from './address-set.ts'

/**
 * The state of the IANA IPv4 and IPv6 Special-Purpose Address Registries (RFC 6890, RFC 8190) that the tables
 * follow. A test fails 18 months later, so that somebody compares them again:
 * https://www.iana.org/assignments/iana-ipv4-special-registry and …/iana-ipv6-special-registry.
 */
export const SPECIAL_REGISTRY_DATE = '2025-10-09'

export interface SpecialPurpose {
  /** The block, `'10.0.0.0/8'`. */
  readonly block: string
  /** As the registry names it. */
  readonly name: string
  readonly rfc: string
  /** True where the registry says that packets to the block may leave their own network. */
  readonly global: boolean
}

type Row = readonly [block: string, name: string, rfc: string, reach?: 'global']

const IPV4: readonly Row[] = [
  ['0.0.0.0/8', 'This network', 'RFC 791'],
  ['0.0.0.0/32', 'This host on this network', 'RFC 1122'],
  ['10.0.0.0/8', 'Private-Use', 'RFC 1918'],
  ['100.64.0.0/10', 'Shared Address Space', 'RFC 6598'],
  ['127.0.0.0/8', 'Loopback', 'RFC 1122'],
  ['169.254.0.0/16', 'Link Local', 'RFC 3927'],
  ['172.16.0.0/12', 'Private-Use', 'RFC 1918'],
  ['192.0.0.0/24', 'IETF Protocol Assignments', 'RFC 6890'],
  ['192.0.0.0/29', 'IPv4 Service Continuity Prefix', 'RFC 7335'],
  ['192.0.0.8/32', 'IPv4 dummy address', 'RFC 7600'],
  ['192.0.0.9/32', 'Port Control Protocol Anycast', 'RFC 7723', 'global'],
  ['192.0.0.10/32', 'Traversal Using Relays around NAT Anycast', 'RFC 8155', 'global'],
  ['192.0.0.170/32', 'NAT64/DNS64 Discovery', 'RFC 8880'],
  ['192.0.0.171/32', 'NAT64/DNS64 Discovery', 'RFC 8880'],
  ['192.0.2.0/24', 'Documentation (TEST-NET-1)', 'RFC 5737'],
  ['192.31.196.0/24', 'AS112-v4', 'RFC 7535', 'global'],
  ['192.52.193.0/24', 'AMT', 'RFC 7450', 'global'],
  ['192.88.99.0/24', 'Deprecated (6to4 Relay Anycast)', 'RFC 7526'],
  ['192.88.99.2/32', '6a44-relay anycast address', 'RFC 6751'],
  ['192.168.0.0/16', 'Private-Use', 'RFC 1918'],
  ['192.175.48.0/24', 'Direct Delegation AS112 Service', 'RFC 7534', 'global'],
  ['198.18.0.0/15', 'Benchmarking', 'RFC 2544'],
  ['198.51.100.0/24', 'Documentation (TEST-NET-2)', 'RFC 5737'],
  ['203.0.113.0/24', 'Documentation (TEST-NET-3)', 'RFC 5737'],
  ['240.0.0.0/4', 'Reserved', 'RFC 1112'],
  ['255.255.255.255/32', 'Limited Broadcast', 'RFC 8190'],
  // Not in the special-purpose registry, which leaves multicast to a registry of its own.
  ['224.0.0.0/4', 'Multicast', 'RFC 5771'],
]

const IPV6: readonly Row[] = [
  ['::1/128', 'Loopback Address', 'RFC 4291'],
  ['::/128', 'Unspecified Address', 'RFC 4291'],
  ['::ffff:0:0/96', 'IPv4-mapped Address', 'RFC 4291'],
  ['64:ff9b::/96', 'IPv4-IPv6 Translat.', 'RFC 6052', 'global'],
  ['64:ff9b:1::/48', 'IPv4-IPv6 Translat.', 'RFC 8215'],
  ['100::/64', 'Discard-Only Address Block', 'RFC 6666'],
  ['100:0:0:1::/64', 'Dummy IPv6 Prefix', 'RFC 9780'],
  ['2001::/23', 'IETF Protocol Assignments', 'RFC 2928'],
  ['2001::/32', 'TEREDO', 'RFC 4380'],
  ['2001:1::1/128', 'Port Control Protocol Anycast', 'RFC 7723', 'global'],
  ['2001:1::2/128', 'Traversal Using Relays around NAT Anycast', 'RFC 8155', 'global'],
  ['2001:1::3/128', 'DNS-SD Service Registration Protocol Anycast', 'RFC 9665', 'global'],
  ['2001:2::/48', 'Benchmarking', 'RFC 5180'],
  ['2001:3::/32', 'AMT', 'RFC 7450', 'global'],
  ['2001:4:112::/48', 'AS112-v6', 'RFC 7535', 'global'],
  ['2001:10::/28', 'Deprecated (previously ORCHID)', 'RFC 4843'],
  ['2001:20::/28', 'ORCHIDv2', 'RFC 7343', 'global'],
  ['2001:30::/28', 'Drone Remote ID Protocol Entity Tags (DETs) Prefix', 'RFC 9374', 'global'],
  ['2001:db8::/32', 'Documentation', 'RFC 3849'],
  ['2002::/16', '6to4', 'RFC 3056'],
  ['2620:4f:8000::/48', 'Direct Delegation AS112 Service', 'RFC 7534', 'global'],
  ['3fff::/20', 'Documentation', 'RFC 9637'],
  ['5f00::/16', 'Segment Routing (SRv6) SIDs', 'RFC 9602'],
  ['fc00::/7', 'Unique-Local', 'RFC 4193'],
  ['fe80::/10', 'Link-Local Unicast', 'RFC 4291'],
  ['ff00::/8', 'Multicast', 'RFC 4291'],
]

interface Entry extends SpecialPurpose {
  readonly range: AddressRange
}

/** Read when first asked for: most who import this library never do. */
let entries: readonly Entry[] | undefined

function narrowestFirst(): readonly Entry[] {
  return (entries ??= [...IPV4, ...IPV6].map(readRow).sort((a, b) => b.length - a.length))
}

function readRow([block, name, rfc, reach]: Row): Entry & { readonly length: number } {
  const [text = '', bits] = block.split('/')
  const address = parseAddress(text)!
  const length = Number(bits)
  const range = address.family === 4 ? blockV4(address.value, length) : blockV6(address.value, length)
  return { block, name, rfc, global: reach === 'global', range, length }
}

/**
 * What IANA keeps the block of an address for, the narrowest block where several hold it; `undefined` for an
 * ordinary address. Look up `normalizeAddress(address)` to see through IPv4 inside IPv6.
 *
 * @example
 * specialPurpose('192.168.1.1')?.name // 'Private-Use'
 */
export function specialPurpose(address: string): SpecialPurpose | undefined {
  const parsed = parseAddress(address)
  if (parsed === undefined) return undefined
  const entry = narrowestFirst().find(
    ({ range }) =>
      range.family === parsed.family && range.first <= parsed.value && parsed.value <= range.last,
  )
  if (entry === undefined) return undefined
  const { block, name, rfc, global } = entry
  return { block, name, rfc, global }
}

/**
 * All blocks that IANA keeps for a special purpose, the narrowest first: what a policy may refuse that wants to know of
 * whole ranges, not of one address.
 *
 * @example
 * specialBlocks().some(({ block }) => block === '10.0.0.0/8') // true
 */
export function specialBlocks(): readonly SpecialPurpose[] {
  return narrowestFirst().map(({ block, name, rfc, global }) => ({ block, name, rfc, global }))
}

/**
 * Addresses that no connection can be made to, or that lead elsewhere than they say: multicast, 240/4 with the
 * broadcast address, and `0.0.0.0` and `::`, which reach this very machine. They are skipped, never sent to.
 */
export const outOfScope: AddressSet = new AddressSet([
  blockV4(0, 32),
  blockV4(0xe000_0000, 4),
  blockV4(0xf000_0000, 4),
  blockV6(0n, 128),
  blockV6(0xffn << 120n, 8),
])
