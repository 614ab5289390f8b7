import { normalizeAddress, specialBlocks, specialPurpose, type AddressSet } from 'portscan-core'
import type { OwnPlace, ServiceSettings } from '../settings.ts'
import { rangeText, readAddresses, without, type AddressRange } from './address-ranges.ts'
import { isMetadataName, METADATA_ADDRESSES } from './cloud-metadata.ts'

/**
 * Why something may not be scanned. `denied`: the deny list says so. `not-allowed`: the allow list does not hold it.
 * `special`: IANA keeps it for a special purpose, and the allow list does not name it. `metadata`, `own`: it belongs to the
 * cloud's or to the service's own machinery. `out-of-scope`: nothing can be connected to there.
 */
export type RefusalCode = 'denied' | 'not-allowed' | 'special' | 'metadata' | 'own' | 'out-of-scope'

export interface Refusal {
  readonly code: RefusalCode
  /** For people: what it is, and what would allow it. */
  readonly message: string
}

/** What the service may contact: scans, and webhooks too. */
export interface Scope {
  /** Why this address may not be contacted; nothing where it may. */
  refusal(address: string): Refusal | undefined
  /** Names are judged by what they lead to, later; only those that can mean nothing else are refused at once. */
  nameRefusal(name: string): Refusal | undefined
  permits(address: string): boolean
  /** All of it, as the library's option `allow`: what is not in it is skipped at the last step before connecting. */
  readonly allow: readonly string[]
}

/** IPv4 in IPv6 that no table of IANA holds any more: IPv4-compatible (RFC 4291 2.5.5.1), IPv4-translated (RFC 2765). */
const WRAPPED = ['::2-::ffff:ffff', '::ffff:0:0:0/96']

/** An IPv4-mapped address is the IPv4 address that it is, to every set. */
const MAPPED = '::ffff:0:0/96'

/**
 * Deny by default: an address has to be in the allow list and in no other. What is special (RFC 6890) has to be named, by an
 * entry that lies in the special block as a whole: `0.0.0.0/0` does not open 10.0.0.0/8. Forms of IPv6 that carry an IPv4
 * address have to be allowed as what they are and as what they lead to.
 */
export function createScope(settings: Pick<ServiceSettings, 'allow' | 'deny' | 'own' | 'allowOwn'>): Scope {
  const empty = readAddresses([])
  const allowed = settings.allow.flatMap((text) => readAddresses([text]).ranges())
  const blocks = specialRanges()
  const special = empty.union(blocks)
  const named = allowed.filter((range) => blocks.some((block) => holds(block, range)))
  const own = settings.allowOwn ? empty : readAddresses(addressesOf(settings.own))
  const metadata = readAddresses(
    METADATA_ADDRESSES.filter((address) => !allowed.some((range) => isJust(range, address))),
  )
  const deny = readAddresses(settings.deny)
  const barred = deny.union(own).union(metadata)
  const permitted = empty.union(without([...without(allowed, special), ...named], barred))
  const sets = { permitted, deny, own, metadata, special, named: empty.union(named) }
  return {
    refusal: (address) => explain(address, sets),
    nameRefusal: (name) => explainName(name, permitted, settings),
    permits: (address) => permitted.has(address) && permitted.has(normalizeAddress(address)),
    allow: permitted.ranges().map(rangeText),
  }
}

function specialRanges(): AddressRange[] {
  const blocks = specialBlocks().map(({ block }) => block)
  return [...blocks.filter((block) => block !== MAPPED), ...WRAPPED].flatMap((block) =>
    readAddresses([block]).ranges(),
  )
}

interface Sets {
  readonly permitted: AddressSet
  readonly deny: AddressSet
  readonly own: AddressSet
  readonly metadata: AddressSet
  readonly special: AddressSet
  readonly named: AddressSet
}

function explain(address: string, sets: Sets): Refusal | undefined {
  const reached = normalizeAddress(address)
  for (const [form, said] of [
    [reached, reached === address ? address : `${address}, which leads to ${reached},`],
    [address, address],
  ] as const) {
    if (sets.permitted.has(form)) continue
    if (sets.deny.has(form)) return { code: 'denied', message: `${said} is in the deny list` }
    if (sets.metadata.has(form)) {
      return {
        code: 'metadata',
        message: `${said} is a metadata service of clouds; only naming it alone allows it`,
      }
    }
    if (sets.own.has(form)) return { code: 'own', message: `${said} is used by the service itself` }
    if (sets.special.has(form) && !sets.named.has(form)) {
      return { code: 'special', message: `${said} is ${purposeOf(form)}, which the allow list has to name` }
    }
    return { code: 'not-allowed', message: `${said} is not in the allow list` }
  }
  return undefined
}

function purposeOf(address: string): string {
  const purpose = specialPurpose(address)
  return purpose === undefined ? 'IPv4 in IPv6' : `${purpose.name} (${purpose.block}, ${purpose.rfc})`
}

const LOCAL_NAME = /^(?:.+\.)?localhost6?(?:\.localdomain6?)?$|^ip6-(?:localhost|loopback)$/

function explainName(
  written: string,
  permitted: AddressSet,
  { own, allowOwn }: Pick<ServiceSettings, 'own' | 'allowOwn'>,
): Refusal | undefined {
  const name = written.toLowerCase().replace(/\.$/, '')
  if (LOCAL_NAME.test(name) && !permitted.has('127.0.0.1') && !permitted.has('::1')) {
    return { code: 'special', message: `${name} is this machine, which the allow list has to name` }
  }
  if (isMetadataName(name) && !permitted.has('169.254.169.254')) {
    return { code: 'metadata', message: `${name} is a metadata service of clouds` }
  }
  const isOwn = own.some(({ host }) => host.toLowerCase().replace(/\.$/, '') === name)
  // An own place that is called localhost is refused by its address: there is more on this machine than that.
  if (isOwn && !allowOwn && !LOCAL_NAME.test(name)) {
    return { code: 'own', message: `${name} is used by the service itself` }
  }
  return undefined
}

/** Those that stand there as addresses; what names lead to is found by `resolvePlaces`. */
function addressesOf(places: readonly OwnPlace[]): string[] {
  return places.flatMap(({ host }) => {
    if (LOCAL_NAME.test(host.toLowerCase())) return ['127.0.0.1', '::1']
    return /^[\d.]+$|:/.test(host) ? [host] : []
  })
}

function holds(block: AddressRange, range: AddressRange): boolean {
  return block.family === range.family && block.first <= range.first && range.last <= block.last
}

function isJust(range: AddressRange, address: string): boolean {
  const [only] = readAddresses([address]).ranges()
  return only !== undefined && holds(range, only) && holds(only, range)
}
