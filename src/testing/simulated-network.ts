import { seededRandom } from 'portscan-core'
import type { AnyIterable, Connector, Endpoint, Random, ScanEvent } from 'portscan-core'
import { SimulatedDial, type DialWorld } from './simulated-dial.ts'
import type { SimulatedHosts } from './simulated-host.ts'
import { MachineSockets, type SimulatedMachine } from './simulated-machine.ts'
import { PacketFate, type SimulatedPath } from './simulated-path.ts'
import { checkHosts, checkMachine, checkPath } from './simulation-rules.ts'
import { SimulatedWorld } from './simulated-world.ts'
import { truthOf, type Truth } from './simulated-truth.ts'
import { scoreResults, type Asked, type Score } from './truth-score.ts'
import { LoopClock, type VirtualClock } from './virtual-clock.ts'

/** A whole network, from a seed. */
export interface SimulatedNetworkOptions {
  /** 0 to 2^32 − 1. Default 1. */
  readonly seed?: number
  /** How packets travel, by address or prefix; the longest prefix counts. Default: 20 ms, and nothing is lost. */
  readonly paths?: Readonly<Record<string, SimulatedPath>>
  /** Who is there, by address or prefix; the longest prefix counts. Where nobody is, nobody answers. */
  readonly hosts: Readonly<Record<string, SimulatedHosts>>
  /** What the scanning machine has too little of. Default: it has enough of all. */
  readonly machine?: SimulatedMachine
  /** Milliseconds between two instants of virtual time. Default 1. */
  readonly resolution?: number
}

/** What a network has seen so far. */
export interface NetworkTraffic {
  /** Dials that were begun. */
  readonly dials: number
  /** SYNs on the wire, the kernel's repeats among them. */
  readonly syns: number
  /** Answers that came back to a dial that waited for one. */
  readonly answers: number
  /** Dials that wait now, and conversations that are open now. */
  readonly dialling: number
  readonly open: number
  /** The most sockets at one time. */
  readonly mostSockets: number
}

/** A network in virtual time: what a scan needs of it, and what a test asks it afterwards. */
export interface SimulatedNetwork {
  /** For `scan(targets, { connector, clock, random })`: all three, or the scan waits in real time. */
  readonly connector: Connector
  readonly clock: VirtualClock
  readonly random: Random
  /** What a perfect scan would say of an endpoint. */
  truth(endpoint: Endpoint): Truth
  /** Compares results with the truth. Reads a scan to its end, by its clock. */
  score(results: AnyIterable<ScanEvent>, asked: Asked): Promise<Score>
  /** What was sent so far: a snapshot at each reading. */
  readonly traffic: NetworkTraffic
}

/**
 * A seeded network in virtual time: paths with latency and loss, limiters, hosts of all kinds, a machine that runs out
 * of sockets. The same seed and the same scan give the same events, byte for byte. Throws `ERR_OPTION` for prefixes,
 * ports and numbers that mean nothing.
 *
 * @example
 * const { connector, clock, random } = simulatedNetwork({
 *   seed: 7,
 *   paths: { '198.51.100.0/24': { rtt: 200, loss: 0.2 } },
 *   hosts: { '198.51.100.0/24': { up: 0.3, open: '22,80', filtered: { share: 0.1 } } },
 * })
 * const report = await clock.run(scan('198.51.100.0/24', { ports: '1-100', connector, clock, random }).report())
 */
export function simulatedNetwork(options: SimulatedNetworkOptions): SimulatedNetwork {
  const { seed = 1, paths = {}, hosts, machine = {}, resolution } = options
  for (const [prefix, path] of Object.entries(paths)) checkPath(prefix, path)
  for (const [prefix, host] of Object.entries(hosts)) checkHosts(prefix, host)
  checkMachine(machine)
  const clock = new LoopClock({
    ...(resolution !== undefined && { resolution }),
    ...(machine.stalls && { stalls: machine.stalls }),
  })
  const shared: DialWorld = {
    clock,
    world: new SimulatedWorld(seed, paths, hosts),
    fate: new PacketFate(seed),
    sockets: new MachineSockets(machine),
    count: { dials: 0, dialling: 0, syns: 0, answers: 0, open: 0 },
  }
  const truth = (endpoint: Endpoint): Truth => truthOf(shared.world.nature(endpoint))
  return {
    connector: connectorInto(shared),
    clock,
    random: seededRandom(seed),
    truth,
    score: (results, asked) => clock.run(scoreResults(truth, results, asked)),
    get traffic() {
      return { ...shared.count, mostSockets: shared.sockets.most }
    },
  }
}

function connectorInto(shared: DialWorld): Connector {
  return (endpoint, options) =>
    new Promise((resolve, reject) => {
      // Where there is a hook, reading `signal` may be what makes it.
      const signal = options.onCancel === undefined ? options.signal : undefined
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- a failure of a dial is data
      if (signal?.aborted === true) return reject({ code: 'ECANCELED', local: true })
      shared.count.dials++
      const lacking = shared.sockets.take()
      if (lacking === undefined) new SimulatedDial(shared, endpoint, options, signal, resolve, reject)
      else queueMicrotask(() => reject(lacking))
    })
}
