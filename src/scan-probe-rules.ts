import { inspect } from 'node:util'
import type { ServiceProbe } from './fingerprint/service-probe.ts'
import { ScanError } from './model/errors.ts'
import { nearestName } from './model/nearest-name.ts'

type Check = (value: unknown) => boolean
type Rule = readonly [check: Check, expected: string, needed?: true]

const whole =
  (least: number, most: number): Check =>
  (value) =>
    Number.isInteger(value) && (value as number) >= least && (value as number) <= most
const callable: Check = (value) => typeof value === 'function'
const listOf =
  (each: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(each)

const PORTS = [listOf(whole(1, 65_535)), 'a list of ports from 1 to 65535, such as [7070]'] as const
const FUNCTION: Rule = [callable, 'a function']
const SWITCH: Rule = [(value) => typeof value === 'boolean', 'true or false']
const RARITY = [whole(1, 9), 'a whole number from 1 to 9'] as const
const OBJECT: Rule = [(value) => typeof value === 'object' && value !== null, 'an object']

const rules: Readonly<Record<keyof ServiceProbe, Rule>> = {
  name: [(value) => typeof value === 'string' && value.length > 0, "a name, such as 'acme'", true],
  ports: [...PORTS, true],
  tlsPorts: PORTS,
  udpPorts: PORTS,
  rarity: [...RARITY, true],
  datagramRarity: RARITY,
  matchers: [listOf(callable), 'a list of functions, such as [pattern(…)]', true],
  hello: FUNCTION,
  enough: FUNCTION,
  detail: FUNCTION,
  datagramDetail: FUNCTION,
  datagrams: [listOf(callable), 'a list of functions'],
  alpn: [listOf((value) => typeof value === 'string'), 'a list of names'],
  anyPort: SWITCH,
  optIn: SWITCH,
  serverFirst: SWITCH,
  reacts: OBJECT,
  startTls: OBJECT,
  goodbye: [(value) => ArrayBuffer.isView(value), 'bytes'],
}

/** Throws `ERR_OPTION` for a service probe that could not be asked: it names the probe, and what was expected of it. */
export function checkProbe(probe: ServiceProbe): void {
  const { name } = probe as { name: unknown }
  const where = `option 'services.probes': probe ${inspect(name, { maxStringLength: 80 })}`
  for (const key of Object.keys(probe)) {
    if (Object.hasOwn(rules, key)) continue
    const near = nearestName(key, Object.keys(rules))
    const hint = near === undefined ? '' : `; did you mean '${near}'?`
    throw new ScanError('ERR_OPTION', `${where}: unknown key '${key}'${hint}`, { input: key })
  }
  for (const [key, [check, expected, needed]] of Object.entries(rules)) {
    const value: unknown = probe[key as keyof ServiceProbe]
    if ((value === undefined && needed !== true) || check(value)) continue
    const shown = inspect(value, { depth: 1, breakLength: Infinity, maxStringLength: 80, maxArrayLength: 8 })
    throw new ScanError('ERR_OPTION', `${where}: ${key}: expected ${expected}, but got ${shown}`, {
      input: key,
    })
  }
}
