import { cachedResolver, scan, ScanError, systemResolver, type ScanOptions } from 'portscan-core'
import type { ShardHost, ShardProgress } from '../../store/store.ts'
import { fewAddresses } from '../few-addresses.ts'
import { HostTally } from '../host-tally.ts'
import type { ShardBackend, ShardTask } from '../shard-task.ts'

/** The library itself: `connect` by Node's sockets, `native` by the system's own calls. */
export function libraryBackend(name: 'connect' | 'native'): ShardBackend {
  const engine = name === 'connect' ? 'node' : 'native'
  return { name, run: (task) => runScan(task, { engine }) }
}

async function runScan(task: ShardTask, chosen: Pick<ScanOptions, 'engine'>): Promise<readonly ShardHost[]> {
  const tally = new HostTally(task.hosts, task.scanned)
  if (task.hosts.length === 0 || task.ports === '') return tally.hosts()
  const run = scan(task.hosts, { ...optionsOf(task), ...chosen })
  task.watch((): ShardProgress => {
    const { fraction = 0, states } = run.stats
    const open = Object.values(states.open ?? {}).reduce((sum, count) => sum + count, 0)
    return { fraction, open }
  })
  try {
    for await (const event of run.events()) tally.add(event)
  } catch (error) {
    if (!isAboutTargets(error)) throw error
  }
  return tally.hosts()
}

/** Nothing at all could be scanned: each host says why. */
function isAboutTargets(error: unknown): boolean {
  return error instanceof ScanError && (error.code === 'ERR_RESOLVE' || error.code === 'ERR_POLICY')
}

/** Options that hold for every look at the targets of a shard, by whichever backend. */
export function policyOf({ allow, resolver, signal }: ShardTask) {
  const names = resolver ?? cachedResolver(systemResolver())
  return { allow, allAddresses: true, resolver: fewAddresses(names), signal } as const
}

function optionsOf(task: ShardTask): ScanOptions {
  const { ports, seed, shard, request } = task
  const { services, timing, timeout, retries } = request
  return {
    ...policyOf(task),
    ports,
    seed,
    services,
    timing,
    ...(shard !== undefined && { shard }),
    ...(task.rate !== undefined && { rate: task.rate }),
    ...(timeout !== undefined && { timeout }),
    ...(retries !== undefined && { retries }),
  }
}
