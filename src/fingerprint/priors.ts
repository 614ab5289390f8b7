import type { Endpoint } from '../model/endpoint.ts'
import type { ServiceProbe } from './service-probe.ts'

/**
 * Ports where whatever is sent may print, move a machine or raise an alarm: JetDirect and LPD printers, Modbus,
 * S7comm, DNP3, EtherNet/IP, BACnet, IEC 60870-5-104. They are listened to and never spoken to.
 */
const untouchable: ReadonlySet<number> = new Set([
  102, 502, 515, 2404, 9100, 9101, 9102, 9103, 9104, 9105, 9106, 9107, 20_000, 44_818, 47_808,
])

/** Whether nothing may be sent to this port unasked. */
export function isUntouchable(port: number): boolean {
  return untouchable.has(port)
}

/** Whether a probe may speak to this port: where nothing is sent unasked, only one that was asked for by name, on its own. */
export function maySpeak(
  probe: ServiceProbe,
  { port, transport }: Pick<Endpoint, 'port' | 'transport'>,
): boolean {
  if (!isUntouchable(port)) return true
  const own = transport === 'tcp' ? probe.ports : probe.udpPorts
  return probe.optIn === true && own?.includes(port) === true
}

/** The probes whose usual port this is, the most usual first. */
export function usualProbes(
  probes: readonly ServiceProbe[],
  port: number,
  insideTls = false,
): ServiceProbe[] {
  return probes
    .filter((probe) => (insideTls ? probe.tlsPorts : probe.ports)?.includes(port))
    .sort((a, b) => a.rarity - b.rarity)
}

/** Whether TLS is usual on this port from the first byte on. */
export function isTlsPort(probes: readonly ServiceProbe[], port: number): boolean {
  return usualProbes(probes, port).length === 0 && usualProbes(probes, port, true).length > 0
}
