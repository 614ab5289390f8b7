import { parsePorts, type StateCounts } from 'portscan-core'
import type { Backend, OpenPort } from '../../model.ts'
import type { ShardHost } from '../../store/store.ts'
import type { ShardBackend, ShardTask } from '../shard-task.ts'
import { dialableHosts, type DialableHost } from './dialable-hosts.ts'
import { namedPorts } from './named-ports.ts'
import { runProgram } from './run-program.ts'

/** What a program saw of one address. */
export interface AddressFindings {
  readonly address: string
  readonly ports: readonly OpenPort[]
  readonly counts: StateCounts
}

/** What a program is asked. */
export interface ProgramQuestion {
  /** Single addresses of one family, checked. */
  readonly addresses: readonly string[]
  readonly family: 4 | 6
  readonly task: ShardTask
}

/** A program that scans, as far as it differs from the others. */
export interface ScanProgram {
  readonly name: Backend
  /** It says itself what listens. Default: the library asks the ports that are open. */
  readonly namesServices?: true
  /** It knows no UDP. */
  readonly tcpOnly?: true
  args(question: ProgramQuestion): readonly string[]
  /** Throws where the output is not what it should be. */
  read(output: string): Promise<readonly AddressFindings[]>
}

export interface ProgramOptions {
  /** The program's path, where it is not the name in PATH. */
  readonly program?: string
  /** Milliseconds that one run may take. */
  readonly timeout?: number
  readonly outputLimit?: number
}

/** Addresses on one command line: far below what a system takes. */
const AT_ONCE = 1_000

/** An installed program as a backend. It is told of checked addresses alone, and its answers about others are dropped. */
export function programBackend(program: ScanProgram, options: ProgramOptions = {}): ShardBackend {
  return {
    name: program.name,
    async run(task) {
      if (program.tcpOnly === true && parsePorts(task.scanned).udp !== undefined) {
        throw new Error(`${program.name} scans no UDP`)
      }
      if (task.hosts.length === 0 || task.ports === '') return []
      const hosts = await dialableHosts(task)
      const found = new Map<string, AddressFindings>()
      for (const { addresses, family } of batches(hosts)) {
        const args = program.args({ addresses, family, task })
        const asked = new Set(addresses)
        const { program: path = program.name, ...bounds } = options
        const output = await runProgram({ program: path, args, signal: task.signal, ...bounds })
        for (const finding of await program.read(output)) {
          if (asked.has(finding.address)) found.set(finding.address, finding)
        }
      }
      if (task.request.services && program.namesServices !== true) await namePorts(found, task)
      return hosts.map((host) => shardHost(host, found, task.scanned))
    },
  }
}

function* batches(hosts: readonly DialableHost[]): Generator<Omit<ProgramQuestion, 'task'>> {
  const all = [...new Set(hosts.flatMap(({ addresses }) => addresses))]
  for (const family of [4, 6] as const) {
    const mine = all.filter((address) => address.includes(':') === (family === 6))
    for (let from = 0; from < mine.length; from += AT_ONCE) {
      yield { addresses: mine.slice(from, from + AT_ONCE), family }
    }
  }
}

async function namePorts(found: Map<string, AddressFindings>, task: ShardTask): Promise<void> {
  const open = [...found.values()].flatMap(({ ports }) => ports)
  const named = await namedPorts(open, task)
  for (const [address, finding] of found) {
    found.set(address, { ...finding, ports: named.filter((port) => port.address === address) })
  }
}

function shardHost(
  { host, addresses, error }: DialableHost,
  found: ReadonlyMap<string, AddressFindings>,
  scanned: string,
): ShardHost {
  const findings = addresses.flatMap((address) => found.get(address) ?? [])
  const ports = findings.flatMap((finding) => finding.ports)
  const counts = findings.map((finding) => finding.counts).reduce(addedUp, {})
  const known = { host, addresses, ports, counts, unprobed: 0, scanned }
  return error === undefined ? known : { ...known, error }
}

function addedUp(sum: StateCounts, more: StateCounts): StateCounts {
  const total: Record<string, Record<string, number>> = {}
  for (const counts of [sum, more]) {
    for (const [state, reasons] of Object.entries(counts)) {
      const of = (total[state] ??= {})
      for (const [reason, count] of Object.entries(reasons)) of[reason] = (of[reason] ?? 0) + count
    }
  }
  return total
}
