import type { Discoverer } from '../index.ts'
import type { Library } from './library.ts'
import { UsageError } from './usage-error.ts'

/** What `--discovery` asks for: `auto`, `off`, or the TCP ports by which every host is looked for. */
export function discovery(text: string, library: Library): false | 'auto' | readonly Discoverer[] {
  if (text === 'auto') return 'auto'
  if (text === 'off') return false
  return [library.arpPing(), pingOn(text, library)]
}

function pingOn(text: string, { parsePorts, tcpPing }: Library): Discoverer {
  try {
    const { tcp, udp } = parsePorts(text)
    if (udp === undefined || udp.length === 0) return tcpPing({ ports: [...tcp] })
  } catch {
    // What exactly is wrong with them matters less than what else there is.
  }
  throw new UsageError(
    `--discovery: expected auto, off, or 1 to 64 TCP ports, but got '${text.slice(0, 80)}' (a right one: --discovery 22,443)`,
  )
}
