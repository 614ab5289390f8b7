/// <reference path="./oui-data.d.ts" />

/** Who made the network interface with this hardware address (`'00:00:5e:00:53:01'`). */
export type VendorOf = (mac: string) => string | undefined

/** Digits of the prefixes that IEEE assigns: MA-S, MA-M and MA-L. The longest that fits is the owner's. */
const PREFIXES = [9, 7, 6]

/**
 * The vendors of the optional peer `oui-data` (IEEE's registry, 5.6 MB, read in about 0.1 s); without it nobody is
 * known, which is no error: a vendor is a courtesy.
 */
export async function loadVendors(
  load: () => Promise<{ readonly default: Readonly<Record<string, string>> }> = loadRegistry,
): Promise<VendorOf> {
  const registry = await load().then(
    (module) => module.default,
    () => ({}),
  )
  return (mac) => vendorOf(registry, mac)
}

/** False for an address that is locally administered, and so nobody's: a random one, or a virtual machine's. */
export function isAssigned(mac: string): boolean {
  return (parseInt(mac.slice(0, 2), 16) & 0x02) === 0
}

function vendorOf(registry: Readonly<Record<string, string>>, mac: string): string | undefined {
  if (!isAssigned(mac)) return undefined
  const digits = mac.replaceAll(':', '').toUpperCase()
  const prefix = PREFIXES.map((length) => digits.slice(0, length)).find((known) =>
    Object.hasOwn(registry, known),
  )
  const name = prefix === undefined ? undefined : registry[prefix]
  return typeof name === 'string' ? name.split('\n', 1)[0]?.slice(0, 128) : undefined
}

function loadRegistry(): Promise<{ readonly default: Readonly<Record<string, string>> }> {
  return import('oui-data', { with: { type: 'json' } })
}
