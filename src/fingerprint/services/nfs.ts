import type { ServiceProbe } from '../service-probe.ts'
import { framed, isWhole, nullCall } from './onc-rpc.ts'
import { programReply } from './rpc-programs.ts'

/** `details` of a service named `nfs`. */
export interface NfsDetails {
  /** The number of the program: 100003. */
  readonly program?: number
  /** Lowest and highest version that it speaks, where it told. */
  readonly versions?: readonly [lowest: number, highest: number]
}

const NFS = 100_003

/**
 * NFS, RFC 1813 and RFC 7530, over ONC RPC, RFC 5531.
 *
 * Asks: procedure 0 of a version that there is not, over TCP and UDP.
 * Known by: our transaction id comes back in a reply that is accepted.
 * Version: of the protocol alone, lowest and highest.
 */
export const nfs: ServiceProbe = {
  name: 'nfs',
  ports: [2049],
  udpPorts: [2049],
  rarity: 7,
  hello: ({ random }) => framed(nullCall(random, NFS)),
  datagrams: [({ random }) => nullCall(random, NFS)],
  enough: isWhole,
  matchers: [programReply('nfs', NFS)],
}
