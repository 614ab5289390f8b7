import { networkInterfaces } from 'node:os'
import { inspect } from 'node:util'
import { ScanError } from './model/errors.ts'
import type { ScanOptions, ServiceOptions } from './scan-options.ts'
import { TIMING_NAMES, type Timing } from './scan-timing.ts'
import { nearestName } from './targets/nearest-name.ts'

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
const STATES = ['open', 'closed', 'filtered', 'unknown']
const parsedLater: Check = () => true
/** Longer ones do not fit the system's timers. */
const wait: Check = (value) => positive(value) && (value as number) <= 3_600_000

const timingRules: Readonly<Record<keyof Timing, Check>> = {
  concurrency: whole(1, 1e6),
  perHost: whole(1, 1e6),
  rate: positive,
  perHostRate: positive,
  firstTimeout: wait,
  minTimeout: wait,
  timeout: wait,
  retries: whole(0, 100),
  startRate: positive,
}

const serviceRules: Readonly<Record<keyof ServiceOptions, Check>> = {
  probes: (value) => Array.isArray(value) && value.every(has('name', 'matchers')),
  budget: (value) => isMade(value, { time: positive, connections: positive }),
  intensity: whole(0, 9),
  tls: flag,
  contact: isContact,
}

const rules: Readonly<Record<keyof ScanOptions, readonly [check: Check, expected: string]>> = {
  ports: [parsedLater, ''],
  excludePorts: [parsedLater, ''],
  exclude: [texts, "addresses as text, such as '192.0.2.0/28' or a list of such"],
  allow: [texts, "addresses as text, such as '192.0.2.0/24' or a list of such"],
  deny: [texts, "addresses as text, such as '192.0.2.0/28' or a list of such"],
  order: [oneOf('random', 'sequential'), "'random' or 'sequential'"],
  seed: [whole(0, SEEDS - 1), 'a whole number from 0 to 4294967295'],
  shard: [isShard, '{ index, count } with index from 0 to count − 1'],
  states: [isStates, `'all' or a list of ${STATES.join(', ')}`],
  timing: [isTiming, `one of ${TIMING_NAMES.join(', ')}, or an object of numbers such as { timeout: 500 }`],
  concurrency: [whole(1, 1e6), 'a whole number from 1'],
  perHost: [whole(1, 1e6), 'a whole number from 1'],
  rate: [positive, 'tries a second, above 0'],
  perHostRate: [positive, 'tries a second, above 0'],
  timeout: [whole(1, 3_600_000), 'milliseconds, from 1 to 3600000'],
  retries: [whole(0, 100), 'a whole number from 0 to 100'],
  services: [
    isServices,
    'true, false or { probes: [], budget: { time, connections }, intensity: 0 to 9, tls, contact: 1 to 200 printable ASCII characters }',
  ],
  strategy: [isStrategy, '{ tcp: a strategy with name, transport and probe() }'],
  resolver: [has('resolve', 'reverse'), 'a resolver with resolve() and reverse()'],
  family: [oneOf(4, 6), '4 or 6'],
  allAddresses: [flag, 'true or false'],
  reverse: [flag, 'true or false'],
  connector: [callable, 'a function (endpoint, options) => Promise<Connection>'],
  limiter: [has('acquire'), 'a limiter, such as createLimiter(100)'],
  clock: [has('now', 'wallTime', 'after', 'turn'), 'a clock with now(), wallTime(), after() and turn()'],
  random: [callable, 'a function that gives numbers from 0 to below 1'],
  signal: [has('aborted', 'addEventListener'), 'an AbortSignal'],
  localAddress: [isOwnAddress, 'an address of this machine'],
  allowHuge: [flag, 'true or false'],
  resume: [object, 'a checkpoint, as scan.checkpoint() gives it'],
}

/** Throws `ERR_OPTION` for a key that is not known and for a value that does not fit. Specifications are parsed later. */
export function checkOptions(options: ScanOptions): void {
  if (!object(options)) throw optionError('options', "an object, such as { ports: '22,80' }", options)
  checkKeys(options)
  checkValues(options)
}

function checkKeys(options: ScanOptions): void {
  for (const key of Object.keys(options)) {
    if (Object.hasOwn(rules, key)) continue
    const near = nearestName(key, Object.keys(rules))
    throw new ScanError(
      'ERR_OPTION',
      `unknown option '${key}'${near === undefined ? '' : `; did you mean '${near}'?`}`,
      {
        input: key,
      },
    )
  }
}

function checkValues(options: ScanOptions): void {
  for (const [key, value] of Object.entries(options) as [keyof ScanOptions, unknown][]) {
    if (value === undefined) continue
    const [check, expected] = rules[key]
    if (!check(value)) throw optionError(key, expected, value)
  }
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

function isStates(value: unknown): boolean {
  return value === 'all' || (Array.isArray(value) && value.every((state) => STATES.includes(state as string)))
}

function isTiming(value: unknown): boolean {
  if (typeof value === 'string') return TIMING_NAMES.includes(value as (typeof TIMING_NAMES)[number])
  return isMade(value, timingRules)
}

function isServices(value: unknown): boolean {
  return typeof value === 'boolean' || isMade(value, serviceRules)
}

/** An object with no other keys than these, each fit or left out. */
function isMade(value: unknown, checks: Readonly<Record<string, Check>>): boolean {
  if (!object(value) || Array.isArray(value)) return false
  const entries = Object.entries(value as object).filter(([, part]) => part !== undefined)
  return entries.every(([key, part]) => Object.hasOwn(checks, key) && checks[key]!(part))
}

function isStrategy(value: unknown): boolean {
  if (!object(value) || Object.keys(value as object).some((key) => key !== 'tcp')) return false
  const { tcp } = value as { tcp?: unknown }
  return tcp === undefined || has('name', 'transport', 'probe')(tcp)
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
