import type { ScanOptions } from '../index.ts'
import type { Library } from './library.ts'

/** The ports of every host that has none of its own. */
export function scannedPorts(
  { ports = [], excludePorts }: ScanOptions,
  { parsePorts, subtractPorts }: Library,
): ReturnType<Library['parsePorts']> {
  const asked = parsePorts(ports)
  return excludePorts === undefined ? asked : subtractPorts(asked, parsePorts(excludePorts))
}
