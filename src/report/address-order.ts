import { compareAddresses } from '../net/address.ts'

/** Sorted by address, then by the name that led there. */
export function byAddress<T extends { readonly address: string; readonly name?: string }>(
  items: Iterable<T>,
): T[] {
  return [...items].sort(
    (a, b) => compareAddresses(a.address, b.address) || compareText(a.name ?? '', b.name ?? ''),
  )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
