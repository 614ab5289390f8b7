import { readCheckpoint } from './checkpoint-file.ts'
import { chosenPorts } from './chosen-ports.ts'
import { discovery } from './discovery.ts'
import type { ScanOptions } from '../index.ts'
import type { Library } from './library.ts'
import { readRanges } from './read-targets.ts'
import type { ScanFlags } from './scan-flags.ts'
import { serviceOptions } from './service-options.ts'
import { UsageError } from './usage-error.ts'

type Given<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** What the options of the command line mean to the library, which checks the values itself. */
export async function scanOptions(flags: ScanFlags, library: Library): Promise<ScanOptions> {
  return given({
    ports: chosenPorts(flags),
    udp: flags.udp,
    excludePorts: flags.excludePorts,
    exclude: flags.exclude && (await readRanges(flags.exclude, library)),
    allow: flags.allow && (await readRanges(flags.allow, library)),
    deny: flags.deny && (await readRanges(flags.deny, library)),
    allowHuge: flags.allowHuge,
    shard: flags.shard,
    seed: flags.seed,
    discovery: flags.discovery === undefined ? undefined : discovery(flags.discovery, library),
    family: family(flags),
    allAddresses: flags.allAddresses,
    resolver: flags.resolver && library.cachedResolver(library.dnsResolver({ servers: flags.resolver })),
    reverse: flags.reverse,
    services: await serviceOptions(flags, library),
    timing: flags.timing,
    concurrency: flags.concurrency,
    rate: flags.rate,
    perHostRate: flags.perHostRate,
    timeout: flags.timeout,
    retries: flags.retries,
    hostTimeout: flags.hostTimeout,
    stopAfter: stopAfter(flags),
    canary: flags.canary,
    localAddress: flags.source,
    engine: flags.engine,
    workers: flags.workers,
    states: flags.states,
    resume: flags.resume === undefined ? undefined : await readCheckpoint(flags.resume),
  })
}

function stopAfter({ stopAfter: open, stopAfterPerHost: openPerHost }: ScanFlags): ScanOptions['stopAfter'] {
  if (open === undefined && openPerHost === undefined) return undefined
  return given({ open, openPerHost })
}

function family({ ipv4, ipv6 }: ScanFlags): 4 | 6 | undefined {
  if (ipv4 === true && ipv6 === true) {
    throw new UsageError('-4 and -6 exclude each other; expected one of them, or none for both families')
  }
  if (ipv4 === true) return 4
  return ipv6 === true ? 6 : undefined
}

function given<T extends object>(options: T): Given<T> {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as Given<T>
}
