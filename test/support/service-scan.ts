import type { OpenPort, ScanRequest } from '../../src/integrations/server/model.ts'
import type {
  NewScan,
  ShardClaim,
  ShardHost,
  ShardOutcome,
  Store,
} from '../../src/integrations/server/store/store.ts'

const REQUEST: ScanRequest = {
  hosts: ['192.0.2.1', 'www.example'],
  ports: '1-1000',
  services: true,
  udp: false,
  timing: 'normal',
  backends: ['connect'],
}

/** A scan to be kept, of one shard unless it is said otherwise. */
export function newScan(
  tenant: string,
  { hosts = REQUEST.hosts, ...more }: Partial<NewScan> & { hosts?: readonly string[] } = {},
): NewScan {
  return { tenant, request: { ...REQUEST, hosts }, seed: 7, shards: 1, ...more }
}

export async function created(store: Store, scan: NewScan): Promise<string> {
  const made = await store.scans.create(scan)
  if (made === 'conflict') throw new Error('the key was used before')
  return made.scan.scan_id
}

/** Takes a shard that is there to be taken. */
export async function claimed(
  store: Store,
  scanId: string,
  index = 0,
  leaseMs = 60_000,
): Promise<ShardClaim> {
  const claim = await store.shards.claim({ scanId, index }, 'a worker', leaseMs)
  if (!claim) throw new Error(`nobody can take shard ${index} of ${scanId}`)
  return claim
}

export function openPort(port: number, more: Partial<OpenPort> = {}): OpenPort {
  return { address: '192.0.2.1', port, transport: 'tcp', state: 'open', reason: 'syn-ack', ...more }
}

/** What a shard found of a host: these ports, and as many closed ones. */
export function shardHost(
  host: string,
  ports: readonly OpenPort[],
  more: Partial<ShardHost> = {},
): ShardHost {
  const closed = ports.length
  return {
    host,
    ports,
    addresses: ['192.0.2.1'],
    counts: closed === 0 ? {} : { open: { 'syn-ack': closed }, closed: { 'conn-refused': closed } },
    unprobed: 0,
    scanned: '1-1000',
    ...more,
  }
}

export function outcome(...hosts: readonly ShardHost[]): ShardOutcome {
  return { backend: 'connect', hosts }
}

/** A whole scan of one shard, with these open ports of each host. */
export async function scanned(
  store: Store,
  tenant: string,
  found: Readonly<Record<string, readonly number[]>>,
): Promise<string> {
  const scanId = await created(store, newScan(tenant, { hosts: Object.keys(found) }))
  const claim = await claimed(store, scanId)
  const hosts = Object.entries(found).map(([host, ports]) =>
    shardHost(
      host,
      ports.map((port) => openPort(port)),
    ),
  )
  await store.shards.finish(claim, outcome(...hosts))
  return scanId
}

export async function collected<Item>(items: AsyncIterable<Item>): Promise<Item[]> {
  const all: Item[] = []
  for await (const item of items) all.push(item)
  return all
}
