import type { Resolver } from 'portscan-core'

/** Addresses of one name that are scanned at most: whoever runs a name's servers must not choose the size of a scan. */
export const MOST_ADDRESSES = 16

/** Names lead to few addresses, and each time to the same ones: name servers turn the order of long lists. */
export function fewAddresses(resolver: Resolver): Resolver {
  return {
    async resolve(name, options) {
      const found = await resolver.resolve(name, options)
      return found.length > MOST_ADDRESSES ? found.toSorted().slice(0, MOST_ADDRESSES) : found
    },
    reverse: (address, options) => resolver.reverse(address, options),
  }
}
