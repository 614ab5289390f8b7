import { ScanError } from '../model/errors.ts'
import type { Family } from '../model/host.ts'
import type { Connector } from '../net/connection.ts'
import { createLimiter, type Limiter } from '../net/limiter.ts'
import { tcpConnector } from '../net/tcp-connector.ts'
import { answerFor, namesIn, type DnsAnswer } from './dns-answer.ts'
import { RCODE, RECORD, type AskedType, type DnsMessage } from './dns-message.ts'
import { nameText, wireName } from './dns-name.ts'
import { askServers } from './dns-question.ts'
import { loadCodec, type DnsCodec } from './dns-resolver-codec.ts'
import { parseDnsServer } from './dns-server.ts'
import { askableName, isHostName, isLocalhost } from './host-name.ts'
import { inBounds, MAX_TIMEOUT } from './option-bounds.ts'
import { whileWanted } from '../flow/own-signal.ts'
import { failureOf, resolveError } from './resolve-failure.ts'
import type { Resolver } from './resolver.ts'
import { reverseName } from './reverse-name.ts'

export interface DnsResolverOptions {
  /** Recursive servers, asked in turn: `'192.0.2.53'`, `'192.0.2.53:5353'`, `'2001:db8::53'`, `'[2001:db8::53]:5353'`. */
  readonly servers: readonly string[]
  /** Milliseconds for one question, with all its retries, TCP and aliases; hard. 1 to 600,000, default 5,000. */
  readonly timeout?: number
  /** Rounds over all servers after the first one, 0 to 20. Default 2. */
  readonly retries?: number
  /** Questions under way at once; each holds a socket. Default 200. Ignored where `limiter` is given. */
  readonly concurrency?: number
  /** Bounds the questions of several resolvers together. */
  readonly limiter?: Limiter
  /** Dials for answers that do not fit a datagram. Default: `tcpConnector()`. */
  readonly connector?: Connector
}

/** Aliases followed from one name. */
const MAX_ALIASES = 8

/**
 * Asks DNS servers itself (RFC 1035; AAAA RFC 3596; EDNS RFC 6891), without the system's hosts file and search
 * domains. UDP with a new port and id for each try, TCP for what does not fit. Only records of the asked name and of
 * its aliases count, at most 8 aliases and 64 addresses. IPv4 addresses come first. `localhost` is never asked for
 * (RFC 6761, section 6.3). Without `family` the name resolves when either kind of address is found.
 *
 * Throws `ERR_OPTION` at the call for a server that cannot be read or a number out of bounds.
 *
 * @example
 * const addresses = await dnsResolver({ servers: ['192.0.2.53', '[2001:db8::53]:5353'] }).resolve('www.example')
 */
export function dnsResolver(options: DnsResolverOptions): Resolver {
  const { concurrency = 200, connector = tcpConnector() } = options
  const timeout = inBounds('timeout', options.timeout ?? 5000, 1, MAX_TIMEOUT)
  const retries = inBounds('retries', options.retries ?? 2, 0, 20)
  const servers = options.servers.map(parseDnsServer)
  if (servers.length === 0)
    throw new ScanError('ERR_OPTION', 'servers: expected at least one address, got none')
  const limiter = options.limiter ?? createLimiter(concurrency)
  let codec: Promise<DnsCodec> | undefined

  return {
    async resolve(name, { family, signal } = {}) {
      signal?.throwIfAborted()
      const asked = askableName(name)
      if (isLocalhost(asked)) return loopback(family)
      const families: readonly Family[] = family === undefined ? [4, 6] : [family]
      const found = await whileWanted(signal, (own) =>
        Promise.allSettled(families.map((each) => addresses(asked, each, own))),
      )
      signal?.throwIfAborted()
      const all = found.flatMap((one) => (one.status === 'fulfilled' ? one.value : []))
      if (all.length > 0) return all
      throw worst(found)
    },

    async reverse(address, { signal } = {}) {
      signal?.throwIfAborted()
      try {
        const asked = reverseName(address)
        const { message, answer } = await whileWanted(signal, (own) => ask(asked, RECORD.PTR, own))
        return [...new Set(namesIn(message, answer).filter(isHostName))]
      } catch (error) {
        if (failureOf(error) === 'not-found') return []
        throw error
      }
    },
  }

  async function addresses(name: string, family: Family, signal?: AbortSignal): Promise<readonly string[]> {
    const { message, answer } = await ask(name, family === 4 ? RECORD.A : RECORD.AAAA, signal)
    const { address } = await codec!
    return [...new Set(answer.records.map((record) => address(message.bytes, record)))]
  }

  /** Asks until a message holds the records, or the chain of aliases ends. */
  async function ask(name: string, type: AskedType, signal?: AbortSignal): Promise<Found> {
    const release = await limiter.acquire(signal && { signal })
    try {
      const question = { type, servers, retries, signal, connector, codec: await (codec ??= loadCodec()) }
      const deadline = performance.now() + timeout
      let asked = name
      for (let aliases = 0; ;) {
        const message = await askServers({ ...question, name: asked, deadline })
        const answer = answerFor(message, wireName(asked), type, MAX_ALIASES - aliases)
        if (answer === undefined) throw endlessAliases(name)
        if (answer.records.length > 0) return { message, answer }
        if (answer.aliases === 0 || message.rcode === RCODE.NXDOMAIN || message.authority) throw nothing(name)
        aliases += answer.aliases
        asked = aliasName(name, answer)
      }
    } finally {
      release()
    }
  }
}

interface Found {
  readonly message: DnsMessage
  readonly answer: DnsAnswer
}

function loopback(family: Family | undefined): readonly string[] {
  if (family === undefined) return ['127.0.0.1', '::1']
  return family === 4 ? ['127.0.0.1'] : ['::1']
}

// Another family's silence may hide addresses; "no such name" is the answer only where both say so.
function worst(found: readonly PromiseSettledResult<unknown>[]): unknown {
  const errors = found.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []))
  return errors.find((error) => failureOf(error) !== 'not-found') ?? errors[0]
}

function nothing(name: string): ScanError {
  return resolveError(
    'not-found',
    name,
    'the servers know no such name, or no address of it',
    'check the spelling',
  )
}

function endlessAliases(name: string): ScanError {
  const problem = `more than ${MAX_ALIASES} aliases, one behind the other or in a circle (cname-chain)`
  return resolveError('malformed', name, problem, 'tell whoever runs the zone')
}

// An alias holds whatever its zone's owner wrote; it is asked for only where it is a host name.
function aliasName(name: string, { name: alias }: DnsAnswer): string {
  const text = nameText(alias)
  if (isHostName(text)) return text
  throw resolveError(
    'malformed',
    name,
    `is an alias for ${JSON.stringify(text)}, which is no host name`,
    'ask its owner',
  )
}
