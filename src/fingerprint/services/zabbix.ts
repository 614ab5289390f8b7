import { viewOf } from '../echo.ts'
import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { DetailStep, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `zabbix`. */
export interface ZabbixDetails {
  /** An agent, or what agents report to: a server or a proxy. */
  readonly role?: 'agent' | 'server'
}

/** `ZBXD`, flags (1: the protocol), and a length in eight bytes, the low ones first. */
const MAGIC = 'ZBXD'
const HEADER = 13
const KEY = 'agent.version'
/** What a server or a proxy answers, with a refusal at least; to an agent it is an item that there is not. */
const STATS = '{"request":"zabbix.stats"}'
const AGENT_PORT = 10_050
const VERSION = /^\d{1,3}\.\d{1,3}\.\d{1,3}[\w.-]{0,20}$/

function packet(data: string): Uint8Array {
  const header = Buffer.alloc(HEADER)
  header.write(MAGIC)
  header[4] = 1
  header.writeUInt32LE(data.length, 5)
  return Buffer.concat([header, Buffer.from(data)])
}

/** The length of the data; none where the header is not that of Zabbix. */
function dataLength(bytes: Uint8Array): number | undefined {
  const isHeader = bytes.length >= HEADER && latin1(bytes, 0, 4) === MAGIC && (bytes[4]! & 0xf8) === 0
  return isHeader && (bytes[4]! & 1) === 1 ? viewOf(bytes).getUint32(5, true) : undefined
}

const answerOf: Matcher = (answer) => {
  if (dataLength(answer) !== answer.length - HEADER) return undefined
  const data = latin1(answer, HEADER, HEADER + 8_192)
  // What sends back whatever it hears is none.
  if (data === KEY || data === STATS) return undefined
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
    return agent(version)
  }
  // A key that it does not know or give.
  if (data.startsWith('ZBX_NOTSUPPORTED')) return agent(undefined)
  const { response, variant, version } = jsonOf(data)
  const told = typeof version === 'string' && VERSION.test(version) ? trimVersion(version) : undefined
  // Agents since 7.0 answer in JSON too.
  if (typeof variant === 'number') return agent(told)
  return typeof response === 'string' ? server() : {}
}

function agent(version: string | undefined): Partial<Match> {
  return {
    product: 'Zabbix agent',
    ...(version !== undefined && { version }),
    cpe: [cpe({ part: 'a', vendor: 'zabbix', product: 'zabbix_agent', version })],
    details: { role: 'agent' } satisfies ZabbixDetails,
  }
}

/** Proxies say the same words. */
function server(): Partial<Match> {
  return {
    product: 'Zabbix',
    cpe: [cpe({ part: 'a', vendor: 'zabbix', product: 'zabbix' })],
    details: { role: 'server' } satisfies ZabbixDetails,
  }
}

function jsonOf(data: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(data)
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {}
  } catch {
    // Not JSON, or longer than is looked at.
    return {}
  }
}

const askVersion: DetailStep = {
  send: packet(KEY),
  fresh: true,
  enough: isWhole,
  merge: (match, answer, context) => {
    const found = answerOf(answer, context)
    return found?.version === undefined ? match : { ...match, ...found }
  },
}

function isWhole(bytes: Uint8Array): boolean {
  const length = dataLength(bytes)
  return bytes.length >= HEADER && (length === undefined || bytes.length >= HEADER + length)
}

/**
 * Zabbix, "Header" and "Passive agent checks" of its manual.
 *
 * Asks: for statistics, which a server or a proxy gives or refuses; an agent, and on its own port at once, for the item
 * `agent.version`.
 * Known by: the header `ZBXD`, whose length fits. An agent answers none but its own servers: then it closes.
 * Version: the item.
 */
export const zabbix: ServiceProbe = {
  name: 'zabbix',
  ports: [10_050, 10_051],
  rarity: 7,
  hello: ({ port }) => packet(port === AGENT_PORT ? KEY : STATS),
  enough: isWhole,
  matchers: [answerOf],
  detail: (match, step, { port }) =>
    step === 0 && match.product === 'Zabbix agent' && match.version === undefined && port !== AGENT_PORT
      ? askVersion
      : undefined,
  reacts: { http: 'close', tls: 'close' },
}
