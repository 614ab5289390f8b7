import { collect } from './flow/collect.ts'
import type { PortResult } from './model/result.ts'
import type { PortSpec } from './model/target.ts'
import type { ScanOptions } from './scan-options.ts'
import { scan } from './scan.ts'

/**
 * The open ports of one host, in order of number, without repeats; all addresses of a name count. Default ports:
 * `'top-1000'`. Throws what `scan()` throws: `ERR_TARGET`, `ERR_OPTION`, `ERR_RESOLVE`, `ERR_POLICY`, `ERR_RESOURCE`.
 *
 * @example
 * const ports = await findOpenPorts('localhost', '1-1024')
 */
export async function findOpenPorts(
  host: string,
  ports: PortSpec = 'top-1000',
  options: Omit<ScanOptions, 'ports' | 'states' | 'services'> = {},
): Promise<number[]> {
  const open = await collect(scan({ host, ports }, { allAddresses: true, ...options }))
  return [...new Set(open.map(({ port }) => port))].sort((a, b) => a - b)
}

/**
 * What one port is, and what listens there: the first address of the name on which it is open, otherwise what was
 * found at the last one (`undefined` where nothing was, such as an excluded address). Throws what `scan()` throws.
 *
 * @example
 * const { service } = await identify('localhost', 8443)
 */
export async function identify(
  host: string,
  port: number,
  options: Omit<ScanOptions, 'ports' | 'states'> = {},
): Promise<PortResult | undefined> {
  let last: PortResult | undefined
  const run = scan({ host, ports: [port] }, { allAddresses: true, services: true, ...options, states: 'all' })
  for await (const found of run) {
    if (found.state === 'open') return found
    last = found
  }
  return last
}
