import type { Connector } from './connection.ts'
import { POLICY } from './outcome.ts'

/** Says whether an address may be contacted. Given the final address, never a name. */
export type Policy = (address: string) => boolean

/** A connector that refuses, before any packet, what the policy does not permit. The innermost decorator. */
export function withPolicy(connector: Connector, permits: Policy): Connector {
  return (endpoint, options) =>
    permits(endpoint.address)
      ? connector(endpoint, options)
      : // A failure of a dial is data, not an error with a stack.
        // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
        Promise.reject({ code: POLICY, local: true })
}
