import { ScanError } from '../model/errors.ts'
import type { Family } from '../model/host.ts'
import { familyOf } from '../net/address.ts'

/** One name server. */
export interface DnsServer {
  readonly address: string
  readonly family: Family
  readonly port: number
  /** As the user wrote it, for messages. */
  readonly text: string
}

const DNS_PORT = 53
const BRACKETED = /^\[([^\]]*)\](?::(\d{1,5}))?$/
const WITH_PORT = /^([\d.]+):(\d{1,5})$/

/** Reads `192.0.2.53`, `192.0.2.53:5353`, `2001:db8::53` or `[2001:db8::53]:5353`; throws `ERR_OPTION` for all else. */
export function parseDnsServer(text: string): DnsServer {
  const [, address = text, port = String(DNS_PORT)] = BRACKETED.exec(text) ?? WITH_PORT.exec(text) ?? []
  const family = familyOf(address)
  const number = Number(port)
  if (family !== undefined && number >= 1 && number <= 65_535) return { address, family, port: number, text }
  throw new ScanError(
    'ERR_OPTION',
    `servers: expected an address with or without a port, such as 192.0.2.53 or [2001:db8::53]:5353, got ${JSON.stringify(text)}`,
    { input: text },
  )
}
