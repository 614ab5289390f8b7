import type { ScanReport } from 'portscan-core'
import type { AddressFindings } from './program-backend.ts'

/** What a report says of each address. */
export function reportFindings({ hosts }: ScanReport): readonly AddressFindings[] {
  return hosts.map(({ address, counts, ports }) => ({
    address,
    counts,
    ports: ports
      .filter(({ state }) => state === 'open')
      .map(({ port, transport, state, reason, service }) => ({
        address,
        port,
        transport,
        state,
        reason,
        ...(service !== undefined && { service }),
      })),
  }))
}
