import { viewOf } from '../echo.ts'
import { latin1 } from '../field.ts'
import type { Matcher, ServiceProbe } from '../service-probe.ts'

/** `details` of a service named `epmd`. */
export interface EpmdDetails {
  /** The port that it listens on, as it says itself. */
  readonly port: number
  /** The nodes of this host and where they listen. */
  readonly nodes: readonly EpmdNode[]
}

export interface EpmdNode {
  readonly name: string
  readonly port: number
}

/** NAMES_REQ, after its length. */
const NAMES = Buffer.from([0, 1, 0x6e])
const MOST_NODES = 64
const NODE = /^name (?<name>[^\s\0-\x1f\x7f-\x9f]{1,128}) at port (?<port>\d{1,5})$/ // eslint-disable-line no-control-regex

/** Its port in four bytes, then a line for each node, perhaps none. */
const names: Matcher = (answer, { probe, port }) => {
  if (answer.length < 4) return undefined
  const own = viewOf(answer).getUint32(0)
  if (own === 0 || own > 0xffff) return undefined
  const lines = latin1(answer, 4).split('\n', MOST_NODES + 1)
  const whole = lines.slice(0, -1).slice(0, MOST_NODES)
  const nodes = whole.map((line) => NODE.exec(line)?.groups)
  const echoed = own === port && probe === 'epmd'
  if (nodes.includes(undefined)) return undefined
  // Four bytes alone say little: somebody must have asked, on that port.
  if (nodes.length === 0 && (answer.length > 4 || !echoed)) return undefined
  return {
    name: 'epmd',
    product: 'Erlang Port Mapper Daemon',
    vendor: 'Erlang',
    details: {
      port: own,
      nodes: nodes.map((node) => ({ name: node!['name']!, port: Number(node!['port']) })),
    } satisfies EpmdDetails,
    confidence: echoed ? 'verified' : 'structured',
    evidence: echoed ? 'names its own port' : `list of ${nodes.length} nodes`,
  }
}

/**
 * The port mapper of Erlang, "Erlang Distribution Protocol", section EPMD Protocol.
 *
 * Asks: NAMES_REQ.
 * Known by: its own port in four bytes, and lines `name … at port …`.
 */
export const epmd: ServiceProbe = {
  name: 'epmd',
  ports: [4369],
  rarity: 4,
  hello: () => NAMES,
  // It closes after the last line, and does not say before how many there are.
  enough: () => false,
  matchers: [names],
  reacts: { http: 'close', tls: 'close' },
}
