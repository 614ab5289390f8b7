import { flow } from '../flow/flow.ts'
import { mapConcurrent } from '../flow/map-concurrent.ts'
import { puller, type Pull } from '../flow/pull.ts'
import type { Stage } from '../flow/stage.ts'
import type { ScanEvent } from '../model/event.ts'
import { HostMemory } from './host-memory.ts'
import type { IdentifyServicesOptions } from './identify-options.ts'
import { DESKS, NamingDesk } from './naming-desk.ts'

export type { IdentifyServicesOptions } from './identify-options.ts'

/**
 * Endpoints without a name that may wait while others are worked on, with what the scan has heard there: so many hostile ones
 * do not keep those behind them from being found.
 */
const LINE = 2_048

/**
 * Names the service behind each open port. What the exchanges of a result already say costs no connection; the
 * rest is asked, in waves within the budget. Every open port leaves with a `service`: where nothing identified it,
 * one of confidence `port-table`. Other events and ports pass on; a host is `finished` after its last port, otherwise the
 * order of the source is not kept. On an abort what is inside leaves at once, each with what is known of it; then the
 * reason is thrown.
 *
 * @example
 * pipe(results, identifyServices({ connector: tcpConnector() }))
 */
export function identifyServices(options: IdentifyServicesOptions): Stage<ScanEvent, ScanEvent> {
  const { concurrency = DESKS, perHost = 16 } = options
  return (source) => {
    const desk = new NamingDesk(options, new HostMemory(perHost))
    const work = (
      event: ScanEvent,
      closed: AbortSignal,
    ): readonly ScanEvent[] | Promise<readonly ScanEvent[]> => {
      if (event.kind === 'host' && event.status === 'finished') return desk.finished(event)
      return event.kind === 'port' && event.state === 'open' ? desk.identify(event, closed) : [event]
    }
    const inside = concurrency + LINE
    const named = mapConcurrent(work, { concurrency: inside, window: inside + concurrency, ordered: false })
    const upstream = puller(named(source))
    const see = (events: readonly ScanEvent[]): readonly ScanEvent[] => {
      for (const event of events) desk.taken(event)
      if (events.length === 0) desk.end()
      return events
    }
    const pull: Pull<ScanEvent> = (max) => {
      const events = upstream.pull(max)
      return events instanceof Promise ? events.then(see) : see(events)
    }
    return flow(pull, upstream.close)
  }
}
