import { networkInterfaces } from 'node:os'
import { inspect } from 'node:util'
import type { Shard } from './model/block.ts'
import type { Transport } from './model/endpoint.ts'
import { ScanError } from './model/errors.ts'
import type { StopAfter } from './probe/probe-settings.ts'
import type { ScanOptions, ServiceOptions } from './scan-options.ts'
import { TIMING_NAMES, type Timing } from './scan-timing.ts'
import { nearestName } from './model/nearest-name.ts'

/** How many seeds there are. */
export const SEEDS = 2 ** 32

type Check = (value: unknown) => boolean

const whole =
  (least: number, most: number): Check =>
  (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
const positive: Check = (value) => typeof value === 'number' && value > 0
const flag: Check = (value) => typeof value === 'boolean'
const oneOf =
  (...values: unknown[]): Check =>
  (value) =>
    values.includes(value)
const text: Check = (value) => typeof value === 'string'
const texts: Check = (value) => text(value) || (Array.isArray(value) && value.every(text))
const callable: Check = (value) => typeof value === 'function'
const has =
  (...members: string[]): Check =>
  (value) =>
    typeof value === 'object' && value !== null && members.every((member) => member in value)
const object: Check = (value) => typeof value === 'object' && value !== null
const record: Check = (value) => object(value) && !Array.isArray(value)
const STATES = ['open', 'closed', 'filtered', 'open|filtered', 'unknown']
const parsedLater: Check = () => true
/** Longer ones do not fit the system's timers. */
const wait: Check = (value) => positive(value) && (value as number) <= 3_600_000

/** What a value must be, in words too; with `parts`, what the keys of an object must be. */
type Rule = readonly [check: Check, expected: string, parts?: Rules]
type Rules = Readonly<Record<string, Rule>>

const CONNECTIONS: Rule = [whole(1, 1e6), 'a whole number from 1']
const PER_SECOND: Rule = [positive, 'tries a second, above 0']
const TRIES: Rule = [whole(0, 100), 'a whole number from 0 to 100']
const WAIT: Rule = [wait, 'milliseconds, from above 0 to 3600000']
const SWITCH: Rule = [flag, 'true or false']

const timingRules: Readonly<Record<keyof Timing, Rule>> = {
  concurrency: CONNECTIONS,
  perHost: CONNECTIONS,
  rate: PER_SECOND,
  perHostRate: PER_SECOND,
  firstTimeout: WAIT,
  minTimeout: WAIT,
  timeout: WAIT,
  retries: TRIES,
  startRate: PER_SECOND,
}

const budgetRules: Readonly<Record<keyof NonNullable<ServiceOptions['budget']>, Rule>> = {
  time: WAIT,
  connections: [positive, 'a number above 0'],
}

const serviceRules: Readonly<Record<keyof ServiceOptions, Rule>> = {
  probes: [isProbes, 'a list of service probes, such as commonServices, or of their names'],
  budget: [record, '{ time, connections }', budgetRules],
  intensity: [whole(0, 9), 'a whole number from 0 to 9'],
  tls: SWITCH,
  contact: [isContact, '1 to 200 printable ASCII characters without ( ) and \\'],
}

const shardRules: Readonly<Record<keyof Shard, Rule>> = {
  index: [whole(0, 1e6 - 1), 'a whole number from 0 to count − 1'],
  count: [whole(1, 1e6), 'a whole number from 1 to 1000000'],
}

const ENOUGH: Rule = [whole(1, 2 ** 32), 'a whole number from 1']
const stopAfterRules: Readonly<Record<keyof StopAfter, Rule>> = { openPerHost: ENOUGH, open: ENOUGH }

const strategyRules: Rules = {
  tcp: [isStrategy('tcp'), "a strategy with name, transport 'tcp' and probe()"],
  udp: [isStrategy('udp'), "a strategy with name, transport 'udp' and probe()"],
}

const rules: Readonly<Record<keyof ScanOptions, Rule>> = {
  ports: [parsedLater, ''],
  excludePorts: [parsedLater, ''],
  udp: SWITCH,
  exclude: [texts, "addresses as text, such as '192.0.2.0/28' or a list of such"],
  allow: [texts, "addresses as text, such as '192.0.2.0/24' or a list of such"],
  deny: [texts, "addresses as text, such as '192.0.2.0/28' or a list of such"],
  order: [oneOf('random', 'sequential'), "'random' or 'sequential'"],
  seed: [whole(0, SEEDS - 1), 'a whole number from 0 to 4294967295'],
  shard: [record, '{ index, count } with index from 0 to count − 1', shardRules],
  states: [isStates, `'all' or a list of ${STATES.join(', ')}`],
  timing: [
    isTiming,
    `one of ${TIMING_NAMES.join(', ')}, or an object of numbers such as { timeout: 500 }`,
    timingRules,
  ],
  concurrency: CONNECTIONS,
  perHost: CONNECTIONS,
  rate: PER_SECOND,
  perHostRate: PER_SECOND,
  timeout: [whole(1, 3_600_000), 'milliseconds, from 1 to 3600000'],
  retries: TRIES,
  hostTimeout: [whole(1, 1e9), 'milliseconds, from 1 to 1000000000'],
  stopAfter: [isStopAfter, '{ openPerHost, open }: one of them at least', stopAfterRules],
  canary: [text, "a host and a port that is open, such as '192.0.2.1:22'"],
  discovery: [isDiscovery, "false, 'auto' or a list of discoverers, such as [tcpPing({ ports: [22, 443] })]"],
  services: [
    isServices,
    'true, false or an object such as { intensity: 5, contact: "https://scans.example" }',
    serviceRules,
  ],
  strategy: [record, '{ tcp, udp }: strategies with name, transport and probe()', strategyRules],
  engine: [oneOf('auto', 'node', 'native'), "'auto', 'node' or 'native'"],
  workers: [whole(0, 64), 'a whole number of threads, from 0 to 64'],
  resolver: [has('resolve', 'reverse'), 'a resolver with resolve() and reverse()'],
  family: [oneOf(4, 6), '4 or 6'],
  allAddresses: SWITCH,
  reverse: SWITCH,
  connector: [callable, 'a function (endpoint, options) => Promise<Connection>'],
  limiter: [has('acquire'), 'a limiter, such as createLimiter(100)'],
  clock: [has('now', 'wallTime', 'after', 'turn'), 'a clock with now(), wallTime(), after() and turn()'],
  random: [callable, 'a function that gives numbers from 0 to below 1'],
  signal: [has('aborted', 'addEventListener'), 'an AbortSignal'],
  localAddress: [isOwnAddress, 'an address of this machine'],
  allowHuge: SWITCH,
  resume: [object, 'a checkpoint, as scan.checkpoint() gives it'],
}

/** Throws `ERR_OPTION` for a key that is not known and for a value that does not fit. Specifications are parsed later. */
export function checkOptions(options: ScanOptions): void {
  if (!object(options)) throw optionError('options', "an object, such as { ports: '22,80' }", options)
  checkRecord(options, rules, '')
  const { shard } = options
  if (shard !== undefined && !isShard(shard)) throw optionError('shard', rules.shard[1], shard)
}

function checkRecord(values: object, known: Rules, path: string): void {
  for (const key of Object.keys(values)) if (!Object.hasOwn(known, key)) throw unknownKey(key, known, path)
  for (const [key, value] of Object.entries(values) as [string, unknown][]) {
    if (value === undefined) continue
    const [check, expected, parts] = known[key]!
    if (!check(value)) throw optionError(path + key, expected, value)
    if (parts !== undefined && record(value)) checkRecord(value as object, parts, `${path}${key}.`)
  }
}

function unknownKey(key: string, known: Rules, path: string): ScanError {
  const near = nearestName(key, Object.keys(known))
  const hint = near === undefined ? '' : `; did you mean '${path}${near}'?`
  return new ScanError('ERR_OPTION', `unknown option '${path}${key}'${hint}`, { input: path + key })
}

export function optionError(key: string, expected: string, value: unknown): ScanError {
  const shown = inspect(value, { depth: 1, breakLength: Infinity, maxStringLength: 80, maxArrayLength: 8 })
  return new ScanError('ERR_OPTION', `option '${key}': expected ${expected}, but got ${shown}`, {
    input: key,
  })
}

function isShard(value: unknown): boolean {
  if (!has('index', 'count')(value)) return false
  const { index, count } = value as { index: unknown; count: unknown }
  return whole(1, 1e6)(count) && whole(0, (count as number) - 1)(index)
}

function isStopAfter(value: unknown): boolean {
  return record(value) && Object.keys(value as object).length > 0
}

function isStates(value: unknown): boolean {
  return value === 'all' || (Array.isArray(value) && value.every((state) => STATES.includes(state as string)))
}

function isTiming(value: unknown): boolean {
  return typeof value === 'string' ? (TIMING_NAMES as readonly string[]).includes(value) : record(value)
}

function isServices(value: unknown): boolean {
  return typeof value === 'boolean' || record(value)
}

function isDiscovery(value: unknown): boolean {
  if (!Array.isArray(value)) return value === false || value === 'auto'
  return value.length > 0 && value.every(has('name', 'discover'))
}

function isProbes(value: unknown): boolean {
  const isProbe = has('name', 'matchers')
  return Array.isArray(value) && value.every((probe) => typeof probe === 'string' || isProbe(probe))
}

function isStrategy(transport: Transport): Check {
  return (value) =>
    has('name', 'transport', 'probe')(value) && (value as { transport: unknown }).transport === transport
}

function isOwnAddress(value: unknown): boolean {
  const own = Object.values(networkInterfaces()).flatMap((list) => list ?? [])
  // The whole of 127.0.0.0/8 is this machine, whatever its interfaces list.
  return (
    text(value) &&
    (own.some(({ address }) => address === value) || /^127\.\d+\.\d+\.\d+$/.test(value as string))
  )
}

/** It goes into header fields, so nothing that could end one, nor its comment (RFC 9110, section 5.6.5). */
function isContact(value: unknown): boolean {
  return typeof value === 'string' && /^[ !-'*-[\]-~]{1,200}$/.test(value)
}
