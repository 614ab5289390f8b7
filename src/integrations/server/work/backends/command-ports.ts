import { formatPorts, parsePorts } from 'portscan-core'

/** Ports as other programs' command lines take them, where `T:` and `U:` count until the next one. */
export function commandPorts(ports: string, program: 'nmap' | 'masscan' | 'rustscan'): string {
  const { tcp, udp = new Uint16Array() } = parsePorts(ports)
  // RustScan wants numbers alone.
  if (program === 'rustscan') return [...tcp].join(',')
  const overTcp = formatPorts({ tcp })
  if (udp.length === 0) return overTcp
  const overUdp = formatPorts({ tcp: udp })
  // masscan forgets a prefix at the next comma.
  if (program === 'masscan') {
    const each = overUdp.split(',').map((range) => `U:${range}`)
    return [...(overTcp === '' ? [] : [overTcp]), ...each].join(',')
  }
  return overTcp === '' ? `U:${overUdp}` : `T:${overTcp},U:${overUdp}`
}
