import { parseAddressSet, ScanError, type AddressSet } from 'portscan-core'

/** What holds for addresses, by prefix: the longest one that has the address counts. */
export class PrefixTable<V> {
  readonly #entries: readonly { readonly set: AddressSet; readonly value: V }[]

  constructor(values: Readonly<Record<string, V>>) {
    this.#entries = Object.entries(values)
      .map(([prefix, value]) => ({ length: lengthOf(prefix), set: parseAddressSet(prefix), value }))
      .sort((a, b) => b.length - a.length)
  }

  find(address: string): V | undefined {
    return this.#entries.find(({ set }) => set.has(address))?.value
  }
}

/** Bits of a prefix; IPv4 and IPv6 never meet, so their lengths need not compare. */
function lengthOf(prefix: string): number {
  const match = /^[^/\s,-]+(?:\/(\d{1,3}))?$/.exec(prefix)
  if (match === null) {
    throw new ScanError(
      'ERR_OPTION',
      `expected an address or a prefix such as '192.0.2.0/24', got '${prefix}'`,
      {
        input: prefix,
      },
    )
  }
  return match[1] === undefined ? 128 : Number(match[1])
}
