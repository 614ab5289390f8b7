import { networkInterfaces } from 'node:os'
import type { Family } from '../model/host.ts'

/** What the system says where it knows no such family of addresses at all (POSIX `connect`). */
export const NO_FAMILY = 'EAFNOSUPPORT'

/**
 * The code of a dial that failed on this machine. Where IPv6 is switched off, as in many containers, Linux says
 * `EADDRNOTAVAIL`, which also means that all local ports are taken; waiting helps only then. So without any address of
 * the family it is `EAFNOSUPPORT`.
 */
export function localCode(code: string, family: Family, interfaces = networkInterfaces): string {
  return code === 'EADDRNOTAVAIL' && !hasAddress(family, interfaces()) ? NO_FAMILY : code
}

function hasAddress(family: Family, interfaces: ReturnType<typeof networkInterfaces>): boolean {
  const name = family === 4 ? 'IPv4' : 'IPv6'
  return Object.values(interfaces).some((addresses) => addresses?.some((address) => address.family === name))
}
