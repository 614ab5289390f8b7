import { inspect } from 'node:util'
import { ScanError } from '../../model/errors.ts'
import { nearestName } from '../../model/nearest-name.ts'
import { isCpeName } from '../products/cpe-name.ts'
import type { MatchDefinition, ProbeDefinition, ProbeFile } from './probe-definition.ts'

/** Probes of a file, and matches of a probe, at most. */
export const MOST_PROBES = 500
export const MOST_MATCHES = 200

type Check = (value: unknown) => boolean
type Rules<T> = Readonly<Record<keyof T, readonly [check: Check, expected: string, needed?: true]>>

const text: Check = (value) => typeof value === 'string' && value.length > 0 && value.length <= 512
const TEXT = [text, 'a text of 1 to 512 characters'] as const
const ports: Check = (value) => Array.isArray(value) && value.length <= 1000 && value.every(isPort)
const PORTS = [ports, 'a list of ports from 1 to 65535, such as [7070]'] as const
const list =
  (most: number): Check =>
  (value) =>
    Array.isArray(value) && value.length > 0 && value.length <= most

const fileRules: Rules<ProbeFile & { $schema: string }> = {
  $schema: [(value) => typeof value === 'string', 'the address of the schema'],
  probes: [list(MOST_PROBES), `a list of 1 to ${MOST_PROBES} probes`, true],
}

const probeRules: Rules<ProbeDefinition> = {
  name: [isName, "lower-case letters, digits and hyphens, such as 'acme-agent'", true],
  ports: PORTS,
  tlsPorts: PORTS,
  udpPorts: PORTS,
  rarity: [(value) => isWhole(value, 1, 9), 'a whole number from 1 to 9'],
  send: [isSend, "a text such as 'HELLO\\r\\n', or { hex: '01 ff' }"],
  matches: [list(MOST_MATCHES), `a list of 1 to ${MOST_MATCHES} matches`, true],
}

const matchRules: Rules<MatchDefinition> = {
  pattern: [
    (value) => typeof value === 'string' && value.length > 0 && value.length <= 2000,
    'a regular expression of 1 to 2000 characters',
    true,
  ],
  flags: [(value) => typeof value === 'string' && /^[ims]{0,3}$/.test(value), 'some of i, m and s'],
  product: TEXT,
  vendor: TEXT,
  version: TEXT,
  info: TEXT,
  hostname: TEXT,
  os: TEXT,
  device: TEXT,
  cpe: [
    isCpe,
    "'cpe:2.3:' with all eleven attributes (* for any), 'cpe:/a:vendor:product:version', or a list of up to 8 such",
  ],
  confidence: [(value) => value === 'pattern' || value === 'structured', "'pattern' or 'structured'"],
}

/**
 * The probes in a value that came from outside: one, a list, or `{ probes }`. Throws `ERR_OPTION` that says where
 * (`source`, the probe, the match), what was expected and what came; an unknown key names the nearest known one.
 */
export function checkDefinitions(value: unknown, source: string): readonly ProbeDefinition[] {
  const probes = listOf(value, source)
  for (const [at, probe] of probes.entries()) {
    const where = `${source}: ${nameOf(probe, at)}`
    checkRecord(probe, probeRules, where)
    for (const [index, match] of (probe as ProbeDefinition).matches.entries()) {
      checkRecord(match, matchRules, `${where}, match ${index + 1}`)
    }
  }
  return probes as readonly ProbeDefinition[]
}

/** `ERR_OPTION` of a definition: where, and what is wrong. */
export function definitionError(where: string, trouble: string, cause?: unknown): ScanError {
  return new ScanError('ERR_OPTION', `${where}: ${trouble}`, {
    input: where,
    ...(cause !== undefined && { cause }),
  })
}

function listOf(value: unknown, source: string): readonly unknown[] {
  if (isRecord(value) && 'matches' in value) return [value]
  if (!Array.isArray(value)) {
    if (!isRecord(value))
      throw definitionError(source, `expected { probes: […] } or a list of probes, but got ${shown(value)}`)
    checkRecord(value, fileRules, source)
    return (value as unknown as ProbeFile).probes
  }
  checkRecord({ probes: value }, fileRules, source)
  return value
}

function checkRecord<T>(value: unknown, rules: Rules<T>, where: string): void {
  if (!isRecord(value))
    throw definitionError(where, `expected an object with ${keysOf(rules)}, but got ${shown(value)}`)
  for (const key of Object.keys(value)) {
    if (Object.hasOwn(rules, key)) continue
    const near = nearestName(key, Object.keys(rules))
    const hint = near === undefined ? `expected ${keysOf(rules)}` : `did you mean '${near}'?`
    throw definitionError(where, `unknown key ${shown(key)}; ${hint}`)
  }
  for (const [key, [check, expected, needed]] of Object.entries<Rules<T>[keyof T]>(rules)) {
    const given = value[key]
    if (given === undefined && needed !== true) continue
    if (!check(given)) throw definitionError(where, `${key}: expected ${expected}, but got ${shown(given)}`)
  }
}

function nameOf(probe: unknown, at: number): string {
  const name = isRecord(probe) ? probe['name'] : undefined
  return isName(name) ? `probe '${name as string}'` : `probe ${at + 1}`
}

function keysOf(rules: object): string {
  return Object.keys(rules).join(', ')
}

function shown(value: unknown): string {
  return inspect(value, { depth: 1, breakLength: Infinity, maxStringLength: 80, maxArrayLength: 8 })
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isWhole(value: unknown, least: number, most: number): boolean {
  return Number.isInteger(value) && (value as number) >= least && (value as number) <= most
}

function isPort(value: unknown): boolean {
  return isWhole(value, 1, 65_535)
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && /^[a-z][a-z0-9-]{0,39}$/.test(value)
}

function isSend(value: unknown): boolean {
  if (typeof value === 'string') return value.length <= 16_384
  if (!isRecord(value)) return false
  const { hex, ...rest } = value
  return typeof hex === 'string' && hex.length <= 16_384 && Object.keys(rest).length === 0
}

function isCpe(value: unknown): boolean {
  if (Array.isArray(value))
    return value.length <= 8 && value.every((one) => !Array.isArray(one) && isCpe(one))
  return text(value) && isCpeName(value as string)
}
