import type { Clock } from '../model/clock.ts'
import type { Random } from '../model/random.ts'
import type { Connector } from '../net/connection.ts'
import type { MatcherFailed } from './recognize.ts'
import type { ServiceProbe } from './service-probe.ts'
import { commonServices, optInServices } from './services/index.ts'
import type { WavesOptions } from './waves.ts'

export interface IdentifyServicesOptions {
  /** Opens the further connections; already limited, paced and checked by policy. */
  readonly connector: Connector
  /**
   * The same for details of what has its name: connections of its own, so that those which have none do not hold it up.
   * Default: `connector`.
   */
  readonly detailConnector?: Connector
  /** Default: `commonServices`. */
  readonly probes?: readonly ServiceProbe[]
  /**
   * What one endpoint may cost while nothing identifies. Default: 5,000 ms and 48 connections (polite: 12). Time in which
   * this process is late or waits for a slot is not the peer's: it may take twice as long then.
   */
  readonly budget?: { readonly time?: number; readonly connections?: number }
  /** 0 (only the port's usual services) to 9 (every probe there is). Default 7. */
  readonly intensity?: number
  /** Speak TLS and STARTTLS. Default true. */
  readonly tls?: boolean
  /**
   * At most 2 sockets at once to an endpoint (otherwise 4), 12 in all; none for details alone, or one where the product
   * is not known. Default false.
   */
  readonly polite?: boolean
  /** Endpoints worked on at once that have no name by what the scan has heard. Default 64. */
  readonly concurrency?: number
  /** Endpoints of one host worked on at once, of those with a name and of the others. Default 16. */
  readonly perHost?: number
  readonly clock?: Clock
  /** For the ids and cookies of hellos. */
  readonly random?: Random
  /** Who scans, for the logs of those who are scanned: printable ASCII, told by probes that can carry it (HTTP). */
  readonly contact?: string
  readonly signal?: AbortSignal
}

const BUILT_IN = new Set([...commonServices, ...optInServices].map(({ name }) => name))

/** What the questions to each endpoint may cost, with all that was left open filled in. */
export function wavesOptions(options: IdentifyServicesOptions, failed: MatcherFailed): WavesOptions {
  const {
    connector,
    probes = commonServices,
    intensity = 7,
    tls = true,
    polite = false,
    budget = {},
  } = options
  const { time = 5_000, connections = polite ? 12 : 48 } = budget
  const own = new Set(probes.map(({ name }) => name).filter((name) => !BUILT_IN.has(name)))
  return { connector, probes, intensity, tls, time, connections, atOnce: polite ? 2 : 4, polite, own, failed }
}
