import type { ScanFlags } from './scan-flags.ts'
import { UsageError } from './usage-error.ts'

type PortFlags = Pick<ScanFlags, 'ports' | 'start' | 'end' | 'top' | 'udp'>

const DEFAULT_PORTS = 'top-1000'
const DEFAULT_PORTS_WITH_UDP = 'T:top-1000,U:top-100'
const LAST_PORT = 65535

/** The port specification that `-p`, `--top`, `--start` and `--end` ask for. They are three ways to say one thing. */
export function chosenPorts({ ports, top, start, end, udp }: PortFlags): readonly string[] {
  const ways = [ports && '-p', top && '--top', (start ?? end) && (start ? '--start' : '--end')].filter(
    Boolean,
  )
  if (ways.length > 1) {
    throw new UsageError(
      `${ways.join(' and ')} both choose the ports; expected one of them, such as -p 1-1024`,
    )
  }
  if (ports !== undefined) return ports
  if (top !== undefined) return [`top-${top}`]
  if (start === undefined && end === undefined) return [udp === true ? DEFAULT_PORTS_WITH_UDP : DEFAULT_PORTS]
  const [from, to] = [start ?? 1, end ?? LAST_PORT]
  if (from > to) {
    throw new UsageError(
      `--start ${from} comes after --end ${to}; expected the lower port first, as in --start 20 --end 100`,
    )
  }
  return [`${from}-${to}`]
}
