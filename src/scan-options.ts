import type { Discoverer } from './discover/discoverer.ts'
import type { ServiceProbe } from './fingerprint/service-probe.ts'
import type { Shard } from './model/block.ts'
import type { Clock } from './model/clock.ts'
import type { Family } from './model/host.ts'
import type { Random } from './model/random.ts'
import type { Engine } from './model/stats.ts'
import type { PortState } from './model/result.ts'
import type { PortSpec } from './model/target.ts'
import type { Connector } from './net/connection.ts'
import type { Limiter } from './net/limiter.ts'
import type { StopAfter } from './probe/probe-settings.ts'
import type { ProbeStrategy } from './probe/strategy.ts'
import type { Resolver } from './resolve/resolver.ts'
import type { Checkpoint } from './model/checkpoint.ts'
import type { Timing, TimingName } from './scan-timing.ts'

/** Addresses, blocks and ranges as text: `'192.0.2.0/24'`, or a list of such. No names: they are known only later. */
export type AddressSpec = string | readonly string[]

/** Everything that `scan()` may be told. All of it is checked at the call; an unknown key is `ERR_OPTION`. */
export interface ScanOptions {
  /** Default `'top-1000'`; with `udp`, `'T:top-1000,U:top-100'`. */
  readonly ports?: PortSpec
  /**
   * Scan UDP too: ports without `T:` or `U:` before them are meant over both TCP and UDP. Not needed where `ports` says
   * `U:`. Default false.
   */
  readonly udp?: boolean
  /** Ports that are not scanned, whatever `ports` says; over both TCP and UDP, unless `T:` or `U:` is before them. */
  readonly excludePorts?: PortSpec
  /** Addresses that are not scanned, however they were written or found. */
  readonly exclude?: AddressSpec
  /** Only these addresses may be contacted: checked on the final address, at the last step before sending. */
  readonly allow?: AddressSpec
  /** These addresses may not be contacted: checked there too, and wins over `allow`. */
  readonly deny?: AddressSpec
  /** Default `'random'`, by `seed`. */
  readonly order?: 'random' | 'sequential'
  /** 0 to 2^32 − 1. Default: drawn anew for each scan; 0 with `shard`. */
  readonly seed?: number
  /** Only this share: all shards of one seed together are the whole, without overlap. */
  readonly shard?: Shard
  /** The results that come out. Default `['open']`; everything is counted. */
  readonly states?: readonly PortState[] | 'all'
  /** How hard to press: a template's name, or numbers over the `'normal'` ones. Default `'normal'`. */
  readonly timing?: TimingName | Partial<Timing>
  /** Connections at once, at most. Default: by `timing`, and what the descriptor limit allows. */
  readonly concurrency?: number
  /** Connections at once to one host. Default: by `timing`. */
  readonly perHost?: number
  /** Tries a second in all; service probes count. Default: what the network bears. */
  readonly rate?: number
  /** Tries a second to one host. Default: what the host bears. */
  readonly perHostRate?: number
  /** Milliseconds for one try, at most; shorter as soon as round trips are known. Default 3,000. */
  readonly timeout?: number
  /** Tries after the first, at most. Default 15; how many are made follows from the loss that is seen. */
  readonly retries?: number
  /**
   * Milliseconds that one host may take, from the first try on; pauses do not count. What is known of it is kept, the
   * rest of its ports is `unprobed`, and it is marked `partial`. Default: no bound.
   */
  readonly hostTimeout?: number
  /**
   * As many open ports as are wanted: of one host, then the rest of it is skipped; in all (in this run), then the scan
   * ends, and its checkpoint has what is left. A few more may come, which were on their way.
   */
  readonly stopAfter?: StopAfter
  /**
   * `'host:port'`: a TCP port that is open as long as this machine and its network work. It is tried first (`ERR_OPTION`
   * where it is not open), then every 10 s, and every second while there is silence. While it fails nothing is sent, and what was silent since it last answered is
   * asked again. Silent ports come out when the next look was good.
   */
  readonly canary?: string
  /**
   * Look for hosts first, and scan only those that are found. `'auto'`: in ranges of more than 8 addresses, where each
   * has more than 16 ports to scan or is on this machine's own IPv4 network, in the best ways that this process may use:
   * `arpPing()`, `ndPing()` and `icmpPing()` of `portscan-core/native`, and `tcpPing()`. A list: every host, in these ways.
   * Default false: a host that keeps silent on the ports that are tried would be lost. Not with `shard`.
   */
  readonly discovery?: false | 'auto' | readonly Discoverer[]
  /** Name the services. Default false. */
  readonly services?: boolean | ServiceOptions
  /**
   * How a port is asked. Default over TCP: connect, and with `services` a first exchange on the same connection; over
   * UDP: the first words of the service that is usual there.
   */
  readonly strategy?: { readonly tcp?: ProbeStrategy; readonly udp?: ProbeStrategy }
  /**
   * What dials the TCP ports. `'node'`: Node's sockets. `'native'`: the system's own calls, twice as fast, on Linux with
   * the package koffi; `ERR_MISSING_PEER` without it. Default `'auto'`: native where that can be had, otherwise Node; as
   * it is with a strategy, connector, limiter, clock or random source of the application's own.
   */
  readonly engine?: 'auto' | Engine
  /**
   * Threads that dial the TCP ports; 0: all is dialled in this thread. Without it they are made for large scans only.
   * Default 2 (1 on a machine with one core), 0 with parts of the application's own, as above.
   */
  readonly workers?: number
  /** Default `systemResolver()` behind `cachedResolver()`. */
  readonly resolver?: Resolver
  /** Only addresses of this family. Default: both. */
  readonly family?: Family
  /** Scan every address of a name. Default false: the first. */
  readonly allAddresses?: boolean
  /** Look up the names of hosts that answered, for host events and the report. Default false. */
  readonly reverse?: boolean
  /**
   * How connections are opened, to UDP ports too: the endpoint's `transport` says which. Default `tcpConnector()` and
   * `udpConnector()`.
   */
  readonly connector?: Connector
  /** Bounds connections together with other scans that share it. */
  readonly limiter?: Limiter
  /** Time, for tests that turn it by hand. Default `systemClock`. */
  readonly clock?: Clock
  /** Randomness, for tests: seed, ids and cookies. Default `Math.random`. */
  readonly random?: Random
  /** Ends the scan with the signal's reason. */
  readonly signal?: AbortSignal
  /** Address of this machine to dial from. */
  readonly localAddress?: string
  /** Permits more than 2^32 endpoints. Default false. */
  readonly allowHuge?: boolean
  /** Goes on where a checkpoint was taken: same targets, same options. */
  readonly resume?: Checkpoint
}

/** How far the naming of services may go. */
export interface ServiceOptions {
  /**
   * Default `commonServices`. A name stands for the shipped probe of that name: `[...commonServices, 'modbus']` asks
   * Modbus on its own port too, which nobody is asked unless it is named.
   */
  readonly probes?: readonly (ServiceProbe | string)[]
  /**
   * What one port may cost while nothing identifies it. Default 5,000 ms and 48 connections. Time in which this process
   * is late or waits for a slot is not the port's: it may take twice as long then.
   */
  readonly budget?: { readonly time?: number; readonly connections?: number }
  /** 0 (only the port's usual services) to 9 (every probe). Default 7. */
  readonly intensity?: number
  /** Speak TLS and STARTTLS. Default true. */
  readonly tls?: boolean
  /** Who scans, for those who find us in their logs: goes into probes that can carry it. */
  readonly contact?: string
}
