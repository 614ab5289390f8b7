import type { Family } from '../model/host.ts'

/** What a lookup is told beside the name. */
export interface ResolveOptions {
  /** Addresses of this family only. Default: both. */
  readonly family?: Family
  readonly signal?: AbortSignal
}

/** Names to addresses and back. Failures are `ScanError`s with code `ERR_RESOLVE` and a `failure`. */
export interface Resolver {
  /** All addresses of a name, never an empty list: no address is `ERR_RESOLVE` with failure `not-found`. */
  resolve(name: string, options?: ResolveOptions): Promise<readonly string[]>
  /** All names of an address (PTR); an address without a name gives an empty list. */
  reverse(address: string, options?: { readonly signal?: AbortSignal }): Promise<readonly string[]>
}
