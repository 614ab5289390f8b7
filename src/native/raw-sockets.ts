import { readFileSync } from 'node:fs'
import { ScanError } from '../model/errors.ts'

/** The number of the capability (capabilities(7)). */
const CAP_NET_RAW = 13n

/**
 * @throws ScanError `ERR_OPTION` where this process may not open raw sockets, by what the system says of its capabilities
 */
export function demandRawSockets(name: string, status: string = ownStatus()): void {
  const effective = /^CapEff:\s*([0-9a-f]+)/m.exec(status)?.[1]
  // Where the system does not say, it says so when a socket is opened.
  if (effective === undefined || ((BigInt(`0x${effective}`) >> CAP_NET_RAW) & 1n) === 1n) return
  throw new ScanError(
    'ERR_OPTION',
    `${name} needs raw sockets, which this process may not open: run it as root, or give it the capability CAP_NET_RAW ` +
      `(sudo setcap cap_net_raw=eip "${process.execPath}")`,
    { input: name },
  )
}

function ownStatus(): string {
  try {
    return readFileSync('/proc/thread-self/status', 'utf8')
  } catch {
    return ''
  }
}
