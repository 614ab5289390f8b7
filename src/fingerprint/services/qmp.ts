import { cleanValue, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `qmp`. */
export interface QmpDetails {
  /** What its packager calls it: `'Debian 1:7.2+dfsg-7'`. */
  readonly package?: string
  /** `'oob'` */
  readonly capabilities: readonly string[]
}

const MOST_CAPABILITIES = 16
/** The greeting is one line; what comes behind it answers what was said meanwhile. */
const LINE = /^\{"QMP": ?\{[^\r\n]{10,1000}\}(?=\r?\n)/

const greeting: Matcher = (answer) => {
  const told = toldBy(LINE.exec(latin1(answer, 0, 1_100))?.[0])
  if (told === undefined) return undefined
  const { version, packaged, capabilities } = told
  return {
    name: 'qmp',
    product: 'QEMU',
    vendor: 'QEMU',
    version,
    cpe: [cpe({ part: 'a', vendor: 'qemu', product: 'qemu', version })],
    details: { ...(packaged !== undefined && { package: packaged }), capabilities } satisfies QmpDetails,
    confidence: 'structured',
    evidence: 'greeting with a version',
  }
}

interface Told {
  readonly version: string
  readonly packaged: string | undefined
  readonly capabilities: readonly string[]
}

function toldBy(line: string | undefined): Told | undefined {
  const qmp = member(parse(line), 'QMP')
  const version = member(qmp, 'version')
  const qemu = member(version, 'qemu')
  const numbers = ['major', 'minor', 'micro'].map((part) => member(qemu, part))
  if (!numbers.every((part) => typeof part === 'number' && part >= 0 && part < 10_000)) return undefined
  const [packaged, listed] = [member(version, 'package'), member(qmp, 'capabilities')]
  const names = Array.isArray(listed) ? listed.slice(0, MOST_CAPABILITIES) : []
  return {
    version: numbers.join('.'),
    packaged: typeof packaged === 'string' ? cleanValue(packaged) : undefined,
    capabilities: names.flatMap((name) => (typeof name === 'string' ? (cleanValue(name) ?? []) : [])),
  }
}

function parse(line: string | undefined): unknown {
  if (line === undefined) return undefined
  try {
    return JSON.parse(line)
  } catch {
    // Whatever the peer sent is no JSON: then it is no greeting.
    return undefined
  }
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, key)
    ? (value as Record<string, unknown>)[key]
    : undefined
}

/**
 * QEMU Machine Protocol, the QMP specification in QEMU's documentation. Who is connected may do anything to the machine.
 *
 * Asks: nothing; the capabilities are never negotiated, so no command would be taken.
 * Known by: the greeting, an object with the version in it.
 * Version: the greeting.
 */
export const qmp: ServiceProbe = {
  name: 'qmp',
  ports: [4444],
  rarity: 8,
  serverFirst: true,
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [greeting],
}
