import type { PortSet } from '../../model/target.ts'
import { portKey, type PortKey } from '../diff/port-key.ts'

/** The ports of a set one by one, TCP first. */
export function* portKeys({ tcp, udp }: PortSet): Generator<PortKey> {
  for (const port of tcp) yield port
  for (const port of udp ?? []) yield portKey({ port, transport: 'udp' })
}
