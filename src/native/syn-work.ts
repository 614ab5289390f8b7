import type { ThreadWork } from '../threads/dial-thread.ts'
import { koffiPath } from './koffi-path.ts'
import { demandRawSockets } from './raw-sockets.ts'
import script from './syn-dialer.ts?thread'

const PROBE = { name: 'synProbe()', input: 'synProbe', instead: 'use tcpConnect()' }

/**
 * The work of a thread that scans by raw SYNs: Linux on x64 and arm64, with koffi installed, and CAP_NET_RAW.
 *
 * @throws ScanError `ERR_OPTION` on another system or without the capability, `ERR_MISSING_PEER` without koffi
 */
export function synWork(
  options: { readonly localAddress?: string | undefined },
  machine: Pick<NodeJS.Process, 'platform' | 'arch'> = process,
): ThreadWork {
  const koffi = koffiPath(PROBE, machine)
  demandRawSockets(PROBE.name)
  return { script, data: { ...options, koffi } }
}
