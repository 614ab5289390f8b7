import { parsePortSpec } from './port-spec.ts'
import type { PortRule, TlsRule } from './policy.ts'
import {
  fail,
  itemsOf,
  member,
  placeOf,
  readSwitch,
  recordOf,
  refuse,
  type PolicyNode,
} from './policy-node.ts'
import { tlsVersions, type TlsVersion } from './tls-version.ts'
import { parseVersionRange, type VersionRange } from './version-range.ts'

export const PORTS = "ports from 1 to 65535, such as 443, '8000-8010' or 'U:53'"
const PORT_KEYS = ['port', 'required', 'service', 'product', 'version', 'tls']
const TLS_KEYS = ['atLeast', 'daysLeft']
const MOST_DAYS = 36_500

/** A port that may be open: `443`, `'8000-8010'`, `{ port: 443, service: 'http' }`. */
export function readPortRule(node: PolicyNode, requiredByHost: boolean): PortRule {
  const place = placeOf(node)
  if (typeof node.value !== 'object' || node.value === null) {
    return { ports: readPorts(node), required: requiredByHost, place }
  }
  recordOf(node, PORT_KEYS, `${PORTS}, or an object with ${PORT_KEYS.join(', ')}`)
  const service = readNames(member(node, 'service'), "a protocol, such as 'ssh', or a list of them")
  const product = readNames(member(node, 'product'), "a program, such as 'nginx', or a list of them")
  const version = readVersion(member(node, 'version'))
  const tls = readTls(member(node, 'tls'))
  return {
    ports: readPorts(member(node, 'port')),
    required: readSwitch(member(node, 'required')) ?? requiredByHost,
    ...(service !== undefined && { service }),
    ...(product !== undefined && { product }),
    ...(version !== undefined && { version }),
    ...(tls !== undefined && { tls }),
    place,
  }
}

export function readPorts(node: PolicyNode): PortRule['ports'] {
  return parsePortSpec(node.value) ?? refuse(node, PORTS)
}

function readNames(node: PolicyNode, expected: string): readonly string[] | undefined {
  if (node.value === undefined) return undefined
  const nodes = Array.isArray(node.value) ? itemsOf(node) : [node]
  if (nodes.length === 0) return refuse(node, expected)
  return nodes.map((one) => readName(one, expected))
}

function readName(node: PolicyNode, expected: string): string {
  const { value } = node
  if (typeof value === 'string' && value.trim() !== '' && value.length <= 200) return value.trim()
  return refuse(node, expected)
}

function readVersion(node: PolicyNode): VersionRange | undefined {
  const { value } = node
  if (value === undefined) return undefined
  // `version: 1.10` is the number 1.1.
  if (typeof value === 'number')
    return refuse(node, `a version in quotes, such as '${value}' or '>=${value}'`)
  const range = typeof value === 'string' && value.length <= 200 ? parseVersionRange(value) : undefined
  return range ?? refuse(node, "a version, such as '>=1.24', '>=1.24 <2' or '9.2'")
}

function readTls(node: PolicyNode): TlsRule | undefined {
  if (node.value === undefined) return undefined
  if (node.value === true) return { daysLeft: 0 }
  recordOf(node, TLS_KEYS, 'true, or an object with atLeast and daysLeft')
  const [least, days] = [member(node, 'atLeast'), member(node, 'daysLeft')]
  const atLeast = least.value === undefined ? undefined : readTlsVersion(least)
  return {
    daysLeft: days.value === undefined ? 0 : readDays(days),
    ...(atLeast !== undefined && { atLeast }),
  }
}

function readTlsVersion(node: PolicyNode): TlsVersion {
  const version = tlsVersions.find((known) => known === node.value)
  if (version !== undefined) return version
  const meant = tlsVersions.find((known) => known.toLowerCase().endsWith(plain(node.value)))
  if (meant === undefined) return refuse(node, `one of ${tlsVersions.join(', ')}`)
  return fail(node, `expected one of ${tlsVersions.join(', ')}; did you mean '${meant}'?`)
}

/** `1.2`, `'tls 1.2'` and `'TLSv1.2'` mean one thing. */
function plain(value: unknown): string {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).toLowerCase() : '?'
  return text.replace(/[\s_-]/g, '').replace(/^(d?tls|ssl)v?(?=\d)/, (_, family: string) => `${family}v`)
}

function readDays(node: PolicyNode): number {
  const { value } = node
  if (typeof value === 'number' && value >= 0 && value <= MOST_DAYS) return value
  return refuse(node, `days from 0 to ${MOST_DAYS}, such as 14`)
}
