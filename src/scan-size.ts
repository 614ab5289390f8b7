import { portCount } from './model/port-count.ts'
import { fullBlock, shareOf } from './order/block.ts'
import type { ScanSettings } from './scan-settings.ts'
import { directTargets } from './targets/check-targets.ts'
import { parseTargets } from './targets/parse-target.ts'
import { subtractPorts } from './targets/parse-ports.ts'

/** How many endpoints this run has to scan, where that is known before the targets are walked. */
export function endpointsToScan(settings: ScanSettings): number | undefined {
  // How many hosts will be found is known when all have been looked for.
  if (settings.discovery !== undefined) return undefined
  const { shard, resume } = settings.options
  const all = settings.count.exact ? Number(settings.count.endpoints) : undefined
  const share = all === undefined || shard === undefined ? all : shardEndpoints(settings, all)
  return share === undefined ? undefined : Math.max(0, share - (resume?.done ?? 0))
}

/**
 * A shard has every n-th endpoint of each block, so its share follows from how the hosts are cut into blocks: known
 * where all of them have the same ports, or fit in one.
 */
function shardEndpoints({ targets, options, ports, excludePorts, count }: ScanSettings, all: number) {
  const { shard, family } = options
  if (family !== undefined) return undefined
  const each = portCount(excludePorts === undefined ? ports : subtractPorts(ports, excludePorts))
  const full = fullBlock(each)
  const one = count.addresses <= full.hosts && all <= full.endpoints
  if (
    !one &&
    directTargets(targets)
      ?.flatMap((input) => parseTargets(input))
      .some((target) => target.ports !== undefined)
  )
    return undefined
  if (one) return shareOf(all, shard)
  return (
    Math.floor(all / full.endpoints) * shareOf(full.endpoints, shard) + shareOf(all % full.endpoints, shard)
  )
}
