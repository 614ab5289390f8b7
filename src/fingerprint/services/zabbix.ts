import { viewOf } from '../echo.ts'
import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `zabbix`. */
export interface ZabbixDetails {
  /** An agent, or what agents report to: a server or a proxy. */
  readonly role?: 'agent' | 'server'
}

/** `ZBXD`, flags (1: the protocol), and a length in eight bytes, the low ones first. */
const MAGIC = 'ZBXD'
const HEADER = 13
const KEY = 'agent.version'
const VERSION = /^\d{1,3}\.\d{1,3}\.\d{1,3}[\w.-]{0,20}$/

function hello(): Uint8Array {
  const header = Buffer.alloc(HEADER)
  header.write(MAGIC)
  header[4] = 1
  header.writeUInt32LE(KEY.length, 5)
  return Buffer.concat([header, Buffer.from(KEY)])
}

/** The length of the data; none where the header is not that of Zabbix. */
function dataLength(bytes: Uint8Array): number | undefined {
  const isHeader = bytes.length >= HEADER && latin1(bytes, 0, 4) === MAGIC && (bytes[4]! & 0xf8) === 0
  return isHeader && (bytes[4]! & 1) === 1 ? viewOf(bytes).getUint32(5, true) : undefined
}

const answerOf: Matcher = (answer) => {
  if (dataLength(answer) !== answer.length - HEADER) return undefined
  const data = latin1(answer, HEADER, HEADER + 1_024)
  // What sends back whatever it hears is none.
  if (data === KEY) return undefined
  return {
    name: 'zabbix',
    vendor: 'Zabbix',
    ...describe(data),
    confidence: 'structured',
    evidence: 'header whose length fits',
  }
}

function describe(data: string): Partial<Match> {
  if (VERSION.test(data)) {
    const version = trimVersion(data)
    return {
      product: 'Zabbix agent',
      ...(version !== undefined && { version }),
      cpe: [cpe({ part: 'a', vendor: 'zabbix', product: 'zabbix_agent', version })],
      details: { role: 'agent' } satisfies ZabbixDetails,
    }
  }
  // A key that it does not know or give; servers answer in JSON.
  if (data.startsWith('ZBX_NOTSUPPORTED'))
    return { product: 'Zabbix agent', details: { role: 'agent' } satisfies ZabbixDetails }
  return data.startsWith('{"response":')
    ? { product: 'Zabbix server', details: { role: 'server' } satisfies ZabbixDetails }
    : {}
}

/**
 * Zabbix, "Header" and "Passive agent checks" of its manual.
 *
 * Asks: the item `agent.version`.
 * Known by: the header `ZBXD`, whose length fits. An agent answers none but its own servers: then it closes.
 * Version: the item.
 */
export const zabbix: ServiceProbe = {
  name: 'zabbix',
  ports: [10_050, 10_051],
  rarity: 7,
  hello,
  enough: (bytes) => {
    const length = dataLength(bytes)
    return bytes.length >= HEADER && (length === undefined || bytes.length >= HEADER + length)
  },
  matchers: [answerOf],
  reacts: { http: 'close', tls: 'close' },
}
