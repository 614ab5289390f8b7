// The stages one by one, with a stage of your own at the end.
import {
  cachedResolver,
  createPacer,
  expandTargets,
  parsePorts,
  pathBounds,
  pipe,
  probePorts,
} from 'portscan-core'
import { resolveHosts, spreadPorts, systemClock, systemResolver, timings } from 'portscan-core'
import type { ScanEvent, Stage } from 'portscan-core'

const [target = '127.0.0.1', ports = '1-1024'] = process.argv.slice(2)

const firstOfEachHost: Stage<ScanEvent, string> = async function* (events) {
  const seen = new Set<string>()
  for await (const event of events) {
    if (event.kind !== 'port' || seen.has(event.address)) continue
    seen.add(event.address)
    yield `${event.address} answers on port ${event.port}`
  }
}

const lines = pipe(
  [target],
  expandTargets(),
  resolveHosts({ resolver: cachedResolver(systemResolver()) }),
  spreadPorts({ ports: parsePorts(ports) }),
  probePorts({ pacer: createPacer({ ...pathBounds(timings.polite), concurrency: 50, clock: systemClock }) }),
  firstOfEachHost,
)
for await (const line of lines) console.log(line)
