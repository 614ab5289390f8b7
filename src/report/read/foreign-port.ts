import { portName } from '../../model/port-names.ts'
import type { PortResult } from '../../model/result.ts'
import { formatAddress, parseAddress } from '../../net/address.ts'

type Told = Pick<PortResult, 'address' | 'port' | 'transport' | 'state' | 'reason' | 'at'> &
  Partial<Pick<PortResult, 'name' | 'portName'>>

/** A port of another program's report. Round trips are not told one by one: `rtt` is 0, and `attempts` 1. */
export function foreignPort(told: Told): PortResult {
  const { port, transport, name, state, reason, at } = told
  const [address, family] = canonicalAddress(told.address)
  const guess = portName(port, transport) ?? told.portName
  return {
    kind: 'port',
    target: name ?? address,
    ...(name !== undefined && { name }),
    address,
    family,
    port,
    transport,
    ...(guess !== undefined && { portName: guess }),
    state,
    reason,
    rtt: 0,
    attempts: 1,
    at,
  }
}

/** An address as we write it, so that it is the same in reports of all programs. */
export function canonicalAddress(text: string): [address: string, family: PortResult['family']] {
  const address = parseAddress(text)
  return address === undefined ? [text, 4] : [formatAddress(address), address.family]
}
