import { formatPorts, parsePorts } from '../../src/index.ts'
import type { ScanRequest } from '../../src/integrations/server/model.ts'
import type { ShardTask } from '../../src/integrations/server/work/shard-task.ts'
import { REQUEST } from './memory-shards.ts'

/** A whole scan as one task, where loopback may be scanned. */
export function shardTask(request: Partial<ScanRequest> = {}, more: Partial<ShardTask> = {}): ShardTask {
  const whole = { ...REQUEST, ...request }
  const ports = formatPorts(parsePorts(whole.ports, { udp: whole.udp }))
  return {
    request: whole,
    hosts: whole.hosts,
    ports,
    scanned: ports,
    seed: 7,
    allow: ['127.0.0.0/8', '::1'],
    signal: new AbortController().signal,
    watch() {},
    ...more,
  }
}
