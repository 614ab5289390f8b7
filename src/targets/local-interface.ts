import { readFileSync } from 'node:fs'
import { networkInterfaces, type NetworkInterfaceInfo } from 'node:os'
import { ScanError } from '../model/errors.ts'
import { quoteInput } from './quote-input.ts'

export interface LocalInterfaceOptions {
  /** The interfaces of this machine, in the shape of `os.networkInterfaces()`, which is the default. */
  readonly interfaces?: NodeJS.Dict<NetworkInterfaceInfo[]>
  /** The name of the interface with the default route. Default: what Linux has in /proc/net/route. */
  readonly defaultRoute?: string
}

/** IPv6 networks larger than this hold too many addresses to look through. */
const SMALLEST_V6_LENGTH = 112

/**
 * The networks that an interface is on, as targets: `['192.0.2.5/24']` is all of 192.0.2.0/24, this machine included.
 * Of a loopback interface only its addresses. IPv6 networks count from /112 on, link-local ones never. `'default'` is
 * the interface of the default route, or else the first that is up, not loopback and has IPv4.
 *
 * Throws `ERR_TARGET` for an interface that is not there or has no such network.
 *
 * @example
 * for await (const port of scan(localInterface('default'), { ports: '22' })) console.log(port.address)
 */
export function localInterface(name = 'default', options: LocalInterfaceOptions = {}): string[] {
  const interfaces = options.interfaces ?? networkInterfaces()
  const chosen = name === 'default' ? defaultInterface(interfaces, options.defaultRoute) : name
  const infos =
    chosen === undefined ? undefined : Object.hasOwn(interfaces, chosen) ? interfaces[chosen] : undefined
  if (infos === undefined) {
    const known = Object.keys(interfaces).join(', ')
    throw new ScanError(
      'ERR_TARGET',
      `there is no interface ${quoteInput(name)} with an address; there are: ${known}`,
      {
        input: name,
      },
    )
  }
  const networks = infos.flatMap(networkOf)
  if (networks.length > 0) return [...new Set(networks)]
  throw new ScanError(
    'ERR_TARGET',
    `interface ${quoteInput(chosen!)} is on no network that could be scanned`,
    { input: name },
  )
}

function networkOf(info: NetworkInterfaceInfo): string[] {
  if (info.family === 'IPv6' && info.address.toLowerCase().startsWith('fe80:')) return []
  if (info.internal) return [info.address]
  const length = Number(info.cidr?.split('/')[1] ?? NaN)
  if (Number.isNaN(length)) return [info.address]
  if (info.family === 'IPv6' && length < SMALLEST_V6_LENGTH) return []
  return [`${info.address}/${length}`]
}

function defaultInterface(
  interfaces: NodeJS.Dict<NetworkInterfaceInfo[]>,
  route: string | undefined,
): string | undefined {
  const routed = route ?? defaultRoute()
  if (routed !== undefined && interfaces[routed] !== undefined) return routed
  return Object.keys(interfaces).find((name) =>
    interfaces[name]?.some((info) => !info.internal && info.family === 'IPv4'),
  )
}

// Columns: interface, destination, gateway, …; the default route leads to 00000000. Only Linux has the file.
function defaultRoute(): string | undefined {
  let table: string
  try {
    table = readFileSync('/proc/net/route', 'latin1')
  } catch {
    return undefined
  }
  const rows = table.split('\n').map((row) => row.split('\t'))
  return rows.find((row) => row[1] === '00000000' && row[7] === '00000000')?.[0]
}
