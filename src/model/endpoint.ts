import type { Family } from './host.ts'

/** How a port is reached. */
export type Transport = 'tcp' | 'udp'

/** One address and one port: what a probe is sent to. */
export interface Endpoint {
  /** IPv4 or IPv6 address, never a name, so that what was checked is what is dialled. */
  readonly address: string
  readonly family: Family
  readonly port: number
  readonly transport: Transport
  /** The name that led to this address, if any. */
  readonly name?: string
}
