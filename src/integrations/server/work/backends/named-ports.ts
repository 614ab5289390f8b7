import { scan, type Service } from 'portscan-core'
import type { OpenPort } from '../../model.ts'
import type { ShardTask } from '../shard-task.ts'
import { policyOf } from './library-backend.ts'

/** The same ports, with what the library finds to listen there. A port that is closed by then stays as it was found. */
export async function namedPorts(ports: readonly OpenPort[], task: ShardTask): Promise<readonly OpenPort[]> {
  if (ports.length === 0) return ports
  const services = new Map<string, Service>()
  const byAddress = grouped(ports)
  const targets = [...byAddress].map(([host, texts]) => ({ host, ports: texts }))
  for await (const found of scan(targets, { ...policyOf(task), services: true })) {
    if (found.service !== undefined) services.set(keyOf(found), found.service)
  }
  return ports.map((port) => {
    const service = services.get(keyOf(port))
    return service === undefined ? port : { ...port, service }
  })
}

/** Port specifications by address. */
function grouped(ports: readonly OpenPort[]): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const { address, transport, port } of ports) {
    const group = groups.get(address) ?? []
    groups.set(address, group)
    group.push(`${transport === 'udp' ? 'U' : 'T'}:${port}`)
  }
  return groups
}

function keyOf({ address, port, transport }: Pick<OpenPort, 'address' | 'port' | 'transport'>): string {
  return `${transport} ${address} ${port}`
}
