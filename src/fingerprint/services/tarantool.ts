import { latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import { trimVersion } from '../products/split-version.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `tarantool`. */
export interface TarantoolDetails {
  /** The binary protocol of its clients, or its console, which runs whatever it is told. */
  readonly protocol: 'binary' | 'console'
  /** Which instance it is. */
  readonly instance?: string
}

const GREETING =
  /^Tarantool (?<version>\d{1,2}(?:\.\d{1,4}){1,3})[\w.-]{0,40} \((?:(?<binary>Binary)\)(?: (?<instance>[\da-f-]{36}))?|Lua console\)) {0,64}\n/

const greeting: Matcher = (answer) => {
  const groups = GREETING.exec(latin1(answer, 0, 256))?.groups
  if (!groups) return undefined
  const { binary, instance } = groups
  const version = trimVersion(groups['version'])
  return {
    name: 'tarantool',
    product: 'Tarantool',
    vendor: 'Tarantool',
    ...(version !== undefined && { version }),
    cpe: [cpe({ part: 'a', vendor: 'tarantool', product: 'tarantool', version })],
    details: {
      protocol: binary === undefined ? 'console' : 'binary',
      ...(instance !== undefined && { instance }),
    } satisfies TarantoolDetails,
    confidence: 'structured',
    evidence: 'greeting with a version',
  }
}

/**
 * Tarantool, "Binary protocol", its greeting.
 *
 * Asks: nothing.
 * Known by: the greeting, of the binary protocol or of the console.
 * Version: from the greeting.
 */
export const tarantool: ServiceProbe = {
  name: 'tarantool',
  ports: [3301],
  rarity: 8,
  serverFirst: true,
  enough: (bytes) => bytes.includes(0x0a),
  matchers: [greeting],
}
