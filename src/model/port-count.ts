import type { PortSet } from './target.ts'

/** How many ports a set has, of both transports together. */
export function portCount({ tcp, udp }: PortSet): number {
  return tcp.length + (udp?.length ?? 0)
}
