import {
  parsePorts,
  type AnyIterable,
  type Endpoint,
  type PortSpec,
  type PortState,
  type ScanEvent,
} from 'portscan-core'
import type { Truth } from './simulated-truth.ts'

/** The endpoints that were asked: each port of each address. */
export interface Asked {
  readonly addresses: readonly string[]
  readonly ports: PortSpec
}

/** How far results agree with the truth, in numbers of endpoints. */
export interface Score {
  /** Endpoints that were asked. */
  readonly asked: number
  /** Open ports: how many there are, were found and missed, and how many results call open what is not. */
  readonly open: {
    readonly real: number
    readonly found: number
    readonly missed: number
    readonly false: number
  }
  readonly closed: { readonly real: number; readonly right: number }
  readonly filtered: { readonly real: number; readonly right: number }
  /** Asked, and no result came: ports without a verdict, or of states that the scan did not give. */
  readonly unreported: number
  /** Results beyond the first of an endpoint. */
  readonly duplicates: number
  /** Results of endpoints that were not asked. */
  readonly outside: number
}

/** Compares results (other events are passed over) with the truth. Needs a byte for each endpoint. */
export async function scoreResults(
  truth: (endpoint: Endpoint) => Truth,
  results: AnyIterable<ScanEvent>,
  { addresses, ports }: Asked,
): Promise<Score> {
  const { tcp } = parsePorts(ports)
  const index = new Map(Array.from(tcp, (port, at) => [port, at]))
  const seen = new Map(addresses.map((address) => [address, new Uint8Array(tcp.length)]))
  let duplicates = 0
  let outside = 0
  for await (const event of results) {
    if (event.kind !== 'port') continue
    const at = index.get(event.port)
    const states = seen.get(event.address)
    if (states === undefined || at === undefined) outside++
    else if (states[at] !== 0) duplicates++
    else states[at] = 1 + STATES.indexOf(event.state)
  }
  const score = tally(truth, seen, tcp)
  return { asked: addresses.length * tcp.length, ...score, duplicates, outside }
}

const STATES: readonly PortState[] = ['open', 'closed', 'filtered', 'open|filtered', 'unknown']

function tally(
  truth: (endpoint: Endpoint) => Truth,
  seen: ReadonlyMap<string, Uint8Array>,
  ports: Uint16Array,
): Pick<Score, 'open' | 'closed' | 'filtered' | 'unreported'> {
  const real = { open: 0, closed: 0, filtered: 0, unknown: 0 }
  const right = { open: 0, closed: 0, filtered: 0, unknown: 0 }
  let falseOpen = 0
  let unreported = 0
  for (const [address, states] of seen) {
    const family = address.includes(':') ? 6 : 4
    for (const [at, code] of states.entries()) {
      const is = truth({ address, family, port: ports[at]!, transport: 'tcp' })
      const said = code === 0 ? undefined : STATES[code - 1]
      real[is]++
      if (said === undefined) unreported++
      else if (said === is) right[is]++
      else if (said === 'open') falseOpen++
    }
  }
  return {
    open: { real: real.open, found: right.open, missed: real.open - right.open, false: falseOpen },
    closed: { real: real.closed, right: right.closed },
    filtered: { real: real.filtered, right: right.filtered },
    unreported,
  }
}
