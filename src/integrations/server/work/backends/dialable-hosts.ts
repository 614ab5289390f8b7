import { scan, ScanError, type Connector } from 'portscan-core'
import { HostTally } from '../host-tally.ts'
import type { ShardTask } from '../shard-task.ts'
import { policyOf } from './library-backend.ts'

/** A host as a program may be told of it. */
export interface DialableHost {
  readonly host: string
  /** Checked: what it is told of is nothing but these. */
  readonly addresses: readonly string[]
  /** Why there are none. */
  readonly error?: string
}

/** Says that everything is closed, without a packet. */
const nothing: Connector = () =>
  // A failure of a dial is data, not an error with a stack.
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors
  Promise.reject({ code: 'ECONNREFUSED', local: false })

/**
 * Names become addresses, and what may not be contacted goes. It is the library that says so: this is a scan by its rules
 * in which nothing is sent, and the addresses are those that it would have dialled.
 */
export async function dialableHosts(task: ShardTask): Promise<readonly DialableHost[]> {
  const tally = new HostTally(task.hosts, '')
  const options = { ...policyOf(task), ports: [9], connector: nothing, workers: 0, timing: 'insane' } as const
  try {
    for await (const event of scan(task.hosts, options).events()) tally.add(event)
  } catch (error) {
    if (!(error instanceof ScanError && (error.code === 'ERR_RESOLVE' || error.code === 'ERR_POLICY')))
      throw error
  }
  return tally.hosts().map(({ host, addresses, error }) => ({
    host,
    addresses,
    ...(error !== undefined && { error }),
  }))
}
