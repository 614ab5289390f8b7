import type { PortSet, ScanOptions } from '../index.ts'
import type { Library } from './library.ts'

/** The ports of every host that has none of its own. */
export function scannedPorts(options: ScanOptions, library: Library): PortSet {
  const { ports = [], udp = false } = options
  return permittedPorts(library.parsePorts(ports, { udp }), options, library)
}

/** What `excludePorts` leaves of a set: it counts for both transports, as in a scan. */
export function permittedPorts(
  ports: PortSet,
  { excludePorts }: ScanOptions,
  { parsePorts, subtractPorts }: Library,
): PortSet {
  return excludePorts === undefined ? ports : subtractPorts(ports, parsePorts(excludePorts, { udp: true }))
}
