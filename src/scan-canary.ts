import { ScanError } from './model/errors.ts'
import type { Family } from './model/host.ts'
import type { Connector } from './net/connection.ts'
import { familyOf, formatIPv4, formatIPv6 } from './net/address.ts'
import type { Canary } from './probe/canary.ts'
import { tcpConnect } from './probe/tcp-connect.ts'
import type { Resolver } from './resolve/resolver.ts'
import { optionError } from './scan-option-rules.ts'
import { parseTargets, type ParsedTarget } from './targets/parse-target.ts'

/**
 * Milliseconds for one try of the canary: at most; at least, so that the system has sent a second SYN by then; and by
 * its own round trips between, as soon as they are known.
 */
const LONGEST = 3_000
const SHORTEST = 1_200
const ROUND_TRIPS = 8

/** The one TCP port that is known to be open, as it was read. */
export interface CanaryTarget {
  /** As the user wrote it. */
  readonly text: string
  /** An address or a name. */
  readonly host: string
  readonly port: number
}

/** Reads `'host:port'`. Throws `ERR_OPTION` for anything but one host with one TCP port. */
export function parseCanary(text: string): CanaryTarget {
  const [target, ...more] = read(text)
  const host = target === undefined ? undefined : hostOf(target)
  const { tcp = [], udp = [] } = target?.ports ?? {}
  if (host === undefined || more.length > 0 || tcp.length !== 1 || udp.length > 0) throw badCanary(text)
  return { text, host, port: tcp[0]! }
}

function read(text: string): ParsedTarget[] {
  try {
    return parseTargets(text)
  } catch (error) {
    if (error instanceof ScanError) throw badCanary(text)
    throw error
  }
}

function hostOf(target: ParsedTarget): string | undefined {
  if (target.kind === 'name') return target.prefix === undefined ? target.name : undefined
  if (target.kind !== 'range' || target.range.first !== target.range.last) return undefined
  const { range } = target
  return range.family === 4 ? formatIPv4(range.first) : formatIPv6(range.first, range.zone)
}

function badCanary(text: string): ScanError {
  return optionError('canary', "one host and one TCP port that is open, such as '192.0.2.1:22'", text)
}

/** What `scanCanary` asks with. */
export interface CanaryTools {
  /** Under the rules of the scan. */
  readonly connector: Connector
  readonly resolver: Resolver
  readonly family: Family | undefined
  /** Milliseconds for one try, at most. */
  readonly timeout: number
}

/** The canary as the scan asks it: by connecting. A name is looked up once. */
export function scanCanary(target: CanaryTarget, tools: CanaryTools): Canary {
  const longest = Math.min(LONGEST, tools.timeout)
  let timeout = longest
  const strategy = tcpConnect({
    async connector(endpoint, { signal }) {
      const connection = await tools.connector(endpoint, { timeout, ...(signal && { signal }) })
      timeout = Math.min(longest, Math.max(SHORTEST, ROUND_TRIPS * connection.rtt))
      return connection
    },
  })
  let address: string | undefined
  return {
    target: target.text,
    async ask(signal) {
      address ??= await addressOf(target.host, tools, signal).catch(ofTheCanary(target))
      const endpoint = { address, family: familyOf(address)!, port: target.port, transport: 'tcp' } as const
      return strategy.probe(endpoint, { number: 1, signal, onCancel() {}, answered() {} })
    },
  }
}

/** Which name it was: else it would look as if a target did not resolve. */
function ofTheCanary({ text }: CanaryTarget): (error: unknown) => never {
  return (cause) => {
    if (!(cause instanceof ScanError)) throw cause
    const { failure } = cause
    const message = `the canary '${text.slice(0, 80)}': ${cause.message}`
    throw new ScanError(cause.code, message, { cause, ...(failure !== undefined && { failure }) })
  }
}

async function addressOf(
  host: string,
  { resolver, family }: CanaryTools,
  signal: AbortSignal,
): Promise<string> {
  if (familyOf(host) !== undefined) return host
  const [first] = await resolver.resolve(host, { signal, ...(family && { family }) })
  return first!
}
