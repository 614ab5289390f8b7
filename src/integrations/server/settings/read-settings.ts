import { parseAddressSet, ScanError } from 'portscan-core'
import type { ServiceSettings } from '../settings.ts'
import { readAs, readVariable, unknownVariables, type Environment } from './environment.ts'
import { isLoopback, LOOPBACK } from './loopback.ts'
import { collectorUrls, otlpOf, ownPlaces } from './own-places.ts'

/** What is said on the command line; it wins over the environment. */
export interface ServiceFlags {
  readonly host?: string
  readonly port?: number
  readonly data?: string
  readonly allow?: readonly string[]
  readonly deny?: readonly string[]
  readonly noAuth?: true
}

/**
 * All settings of the service, from the environment and from flags. Throws `ERR_OPTION` that names what is wrong and says
 * what was expected. What it gives holds secrets: it is not to be logged.
 *
 * @example
 * readSettings(process.env, { port: 8081, allow: ['192.0.2.0/24'] })
 */
export function readSettings(environment: Environment, flags: ServiceFlags = {}): ServiceSettings {
  const databaseUrl = readVariable(environment, 'DATABASE_URL')
  const redisUrl = readVariable(environment, 'REDIS_URL')
  const firstKey = readVariable(environment, 'PORTSCAN_KEY')
  const listen = readVariable(environment, 'PORTSCAN_LISTEN')!
  const host = flags.host ?? listen.host
  const allow = addresses('allow', flags.allow ?? readVariable(environment, 'PORTSCAN_ALLOW'))
  const configured = [databaseUrl, redisUrl, firstKey, allow].some((value) => value !== undefined)
  const noAuth = flags.noAuth === true
  checkSafe({ host, noAuth, configured, allowed: allow !== undefined })
  return {
    host,
    port: flags.port ?? listen.port,
    database:
      databaseUrl === undefined
        ? { directory: flags.data ?? readVariable(environment, 'PORTSCAN_DATA')! }
        : { url: databaseUrl },
    ...(redisUrl !== undefined && { redisUrl }),
    ...(firstKey !== undefined && { firstKey }),
    access: noAuth ? 'off' : configured ? 'keys' : 'quickstart',
    allow: allow ?? LOOPBACK,
    deny: addresses('deny', flags.deny ?? readVariable(environment, 'PORTSCAN_DENY')) ?? [],
    allowOwn: readVariable(environment, 'PORTSCAN_ALLOW_OWN')!,
    own: ownPlaces({ database: databaseUrl, Redis: redisUrl, ...collectorUrls(environment) }),
    trustProxy: readVariable(environment, 'PORTSCAN_TRUST_PROXY')!,
    limits: limitsOf(environment),
    work: workOf(environment),
    keepDays: readVariable(environment, 'PORTSCAN_KEEP_DAYS')!,
    logLevel: readVariable(environment, 'PORTSCAN_LOG_LEVEL')!,
    otlp: otlpOf(environment),
    warnings: unknownVariables(environment).map((name) => `${name} is not known, and does nothing`),
  }
}

interface Safety {
  readonly host: string
  readonly noAuth: boolean
  readonly configured: boolean
  readonly allowed: boolean
}

/** Deny is the default: who is not told what may be scanned does not start, but on this machine and for it alone. */
function checkSafe({ host, noAuth, configured, allowed }: Safety): void {
  if (!isLoopback(host) && noAuth) {
    throw unsafe(`without keys it listens on loopback alone, not on ${host}: leave out --no-auth or --host`)
  }
  if (allowed || (isLoopback(host) && !configured)) return
  const why = isLoopback(host) ? 'where a database, Redis or a key is configured' : `to listen on ${host}`
  throw unsafe(
    `${why}, it has to be told what may be scanned: --allow 192.0.2.0/24, or PORTSCAN_ALLOW in the environment`,
  )
}

function unsafe(message: string): ScanError {
  return new ScanError('ERR_OPTION', message)
}

/** An empty list is none: nobody means that nothing may be scanned. */
function addresses(name: string, list: readonly string[] | undefined): readonly string[] | undefined {
  if (list === undefined || list.length === 0) return undefined
  readAs(name, () => parseAddressSet(list))
  return list
}

function limitsOf(environment: Environment): ServiceSettings['limits'] {
  return {
    hosts: readVariable(environment, 'PORTSCAN_MAX_HOSTS')!,
    endpoints: readVariable(environment, 'PORTSCAN_MAX_ENDPOINTS')!,
    scans: readVariable(environment, 'PORTSCAN_MAX_SCANS')!,
    requests: readVariable(environment, 'PORTSCAN_MAX_REQUESTS')!,
    schedules: readVariable(environment, 'PORTSCAN_MAX_SCHEDULES')!,
    webhooks: readVariable(environment, 'PORTSCAN_MAX_WEBHOOKS')!,
  }
}

function workOf(environment: Environment): ServiceSettings['work'] {
  const rate = readVariable(environment, 'PORTSCAN_RATE')
  return {
    workers: readVariable(environment, 'PORTSCAN_WORKERS')!,
    leaseMs: readVariable(environment, 'PORTSCAN_LEASE')!,
    attempts: readVariable(environment, 'PORTSCAN_ATTEMPTS')!,
    retryMs: readVariable(environment, 'PORTSCAN_RETRY')!,
    sweepMs: readVariable(environment, 'PORTSCAN_SWEEP')!,
    backends: readVariable(environment, 'PORTSCAN_BACKENDS')!,
    ...(rate !== undefined && { rate }),
  }
}
