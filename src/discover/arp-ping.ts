import { delay } from '../flow/delay.ts'
import { ownSignal } from '../flow/own-signal.ts'
import type { ResolvedHost } from '../model/host.ts'
import { createNeighbours, type Neighbours } from '../net/neighbours.ts'
import { dialPort, type Answer } from './dial-port.ts'
import type { Discoverer, DiscoverTools, Discovery } from './discoverer.ts'

/** How `arpPing` asks. */
export interface ArpPingOptions {
  /** Who has answered ARP. Default: the table of this machine. */
  readonly neighbours?: Neighbours
}

/** Nobody uses it; that the system asks for the hardware address before it sends anything is what counts. */
const PORT = 64_999
/** Milliseconds of one round; the system asks three times in 3 s and then gives up by itself. */
const ROUND = 4_000
/** Three questions that nobody answers may have been lost, six are not: at 20 % loss each way 2 in 1,000. */
const ROUNDS = 2
/** Milliseconds between two looks at the table. */
const LOOK = 50

const UNKNOWN: Discovery = { status: 'unknown' }
const DOWN: Discovery = { status: 'down', reason: 'no-neighbour' }

/**
 * Looks for hosts of this machine's own network by ARP (RFC 826), which no firewall keeps a host from answering: who
 * answers is up, though every port is silent, and who leaves six questions unanswered is down. It needs no privileges:
 * it dials a port, so that the system asks, and looks into the neighbour table (Linux, IPv4). Of hosts beyond a router,
 * and of IPv6, it knows nothing, and sends them nothing.
 *
 * @example
 * scan('192.0.2.0/24', { discovery: [arpPing(), tcpPing()] })
 */
export function arpPing(options: ArpPingOptions = {}): Discoverer {
  const { neighbours = createNeighbours() } = options
  return {
    name: 'arp-ping',
    async discover(host, tools) {
      if (!neighbours.onLink(host.address)) return UNKNOWN
      let found = isThere(neighbours, host) ? up() : undefined
      for (let round = 0; round < ROUNDS && found === undefined && !tools.signal.aborted; round++) {
        found = await ask(host, neighbours, tools)
      }
      return tools.signal.aborted ? UNKNOWN : (found ?? DOWN)
    },
  }
}

/** One round; `undefined` where the system asked and nobody answered. */
async function ask(
  host: ResolvedHost,
  neighbours: Neighbours,
  tools: DiscoverTools,
): Promise<Discovery | undefined> {
  const { clock } = tools
  const over = new AbortController()
  const { signal, release } = ownSignal(tools.signal, over.signal)
  let answer: Answer | undefined
  const dialled = dialPort(host, PORT, ROUND, { ...tools, signal })
    .then((given) => {
      answer ??= given
    })
    .finally(() => over.abort())
  // A connector that breaks is told of below; until then nobody waits for it.
  dialled.catch(() => {})
  let asked = false
  while (!signal.aborted) {
    await delay(LOOK, clock, signal)
    const seen = neighbours.of(host.address)
    asked ||= seen === 'incomplete'
    if (seen !== undefined && seen !== 'incomplete') break
  }
  // What the dial says of its own end is no answer.
  const said = answer
  over.abort()
  await dialled.finally(release)
  return judge(said, asked, isThere(neighbours, host))
}

function judge(answer: Answer | undefined, asked: boolean, there: boolean): Discovery | undefined {
  if (answer?.verdict === 'up') return up(answer)
  if (there) return up()
  return asked && (answer?.verdict === 'unreachable' || answer?.verdict === 'silent') ? undefined : UNKNOWN
}

function isThere(neighbours: Neighbours, { address }: ResolvedHost): boolean {
  return (neighbours.of(address) ?? 'incomplete') !== 'incomplete'
}

function up({ reason, rtt }: Partial<Answer> = {}): Discovery {
  return { status: 'up', reason: reason ?? 'neighbour', ...(rtt !== undefined && { rtt }) }
}
