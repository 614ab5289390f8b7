import { cleanValue, known as present, latin1 } from '../field.ts'
import { cpe } from '../products/cpe.ts'
import type { DetailStep, Match, Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `zookeeper`. */
export interface ZookeeperDetails {
  /** `'standalone'`, `'leader'`, `'follower'`, `'observer'`, `'read-only'`. */
  readonly mode?: string
  /** Clients that are connected, ours included. */
  readonly connections?: number
  /** Nodes of its tree. */
  readonly nodes?: number
  /** Why it does not tell: not allowed to, or not a part of a quorum at present. */
  readonly refused?: 'whitelist' | 'not-serving'
  /** Whether it is well, where it may only tell that (`ruok`). */
  readonly ok?: boolean
}

const VERSION =
  /^(?<product>Zookeeper|ClickHouse Keeper) version: v?(?<version>\d{1,5}(?:\.\d{1,5}){1,3}(?:-(?:alpha|beta|rc)\b)?)/
const WHITELIST = /^[a-z]{4} is not executed because it is not in the whitelist\.\s{0,2}$/
const NOT_SERVING = /^This ZooKeeper instance is not currently serving requests\s{0,2}$/

const server: Matcher = (answer) => {
  const text = latin1(answer, 0, 2048)
  const groups = VERSION.exec(text)?.groups
  if (!groups) return undefined
  return {
    name: 'zookeeper',
    ...softwareOf(groups['product']!, groups['version']!),
    details: {
      ...present({
        mode: cleanValue(/\nMode: (?<mode>[a-z-]{1,20})\n/.exec(text)?.groups?.['mode']),
        connections: count(/\nConnections: (?<count>\d{1,9})\n/.exec(text)),
        nodes: count(/\nNode count: (?<count>\d{1,12})\n/.exec(text)),
      }),
    } satisfies ZookeeperDetails,
    confidence: 'structured',
    evidence: 'version line in answer to "srvr"',
  }
}

function softwareOf(name: string, version: string): Partial<Match> {
  if (name !== 'Zookeeper') return { product: name, vendor: 'ClickHouse', version }
  return {
    product: 'Apache ZooKeeper',
    vendor: 'Apache',
    version,
    cpe: [cpe({ part: 'a', vendor: 'apache', product: 'zookeeper', version })],
  }
}

function count(found: RegExpExecArray | null): number | undefined {
  const digits = found?.groups?.['count']
  return digits === undefined ? undefined : Number(digits)
}

const refusal: Matcher = (answer) => {
  const text = latin1(answer, 0, 128)
  const refused = WHITELIST.test(text) ? 'whitelist' : NOT_SERVING.test(text) ? 'not-serving' : undefined
  if (refused === undefined) return undefined
  return {
    name: 'zookeeper',
    details: { refused } satisfies ZookeeperDetails,
    confidence: 'structured',
    evidence: `"${cleanValue(text)!}"`,
  }
}

function isWhole(bytes: Uint8Array): boolean {
  const text = latin1(bytes, 0, 2048)
  return /\nNode count: \d{1,12}\n/.test(text) || WHITELIST.test(text) || NOT_SERVING.test(text)
}

const askHealth: DetailStep = {
  send: Buffer.from('ruok'),
  fresh: true,
  merge: (match, answer) =>
    latin1(answer, 0, 8) === 'imok' ? { ...match, details: { ...match.details, ok: true } } : match,
}

/**
 * The four-letter words of Apache ZooKeeper's administrator guide.
 *
 * Asks: `srvr`; `ruok` where that is not allowed.
 * Known by: the version line, or the sentence of the whitelist.
 * Version: from the version line.
 */
export const zookeeper: ServiceProbe = {
  name: 'zookeeper',
  ports: [2181],
  tlsPorts: [2281],
  rarity: 4,
  hello: () => Buffer.from('srvr'),
  enough: isWhole,
  matchers: [server, refusal],
  reacts: { http: 'close', tls: 'close' },
  detail: (match, step) => (step === 0 && match.details?.['refused'] === 'whitelist' ? askHealth : undefined),
}
