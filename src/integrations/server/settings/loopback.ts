import { parseAddressSet } from 'portscan-core'

/** What the quickstart may scan, and where an API without keys may listen. */
export const LOOPBACK = ['127.0.0.0/8', '::1'] as const

/** Whether an address to listen on, or its name, is seen by this machine alone. */
export function isLoopback(host: string): boolean {
  return host.toLowerCase() === 'localhost' || parseAddressSet(LOOPBACK).has(host)
}
