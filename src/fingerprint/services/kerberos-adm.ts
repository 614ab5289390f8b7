import type { ServiceProbe } from '../service-probe.ts'
import { framed, isWhole, nullCall } from './onc-rpc.ts'
import { programReply } from './rpc-programs.ts'

const KADM = 2_112

/**
 * Administration of a Kerberos realm, MIT's `kadmind`, over ONC RPC, RFC 5531.
 *
 * Asks: procedure 0 of a version that there is not; nobody logs in.
 * Known by: our transaction id comes back in a reply that is accepted.
 * Version: of the protocol alone, lowest and highest.
 */
export const kerberosAdm: ServiceProbe = {
  name: 'kerberos-adm',
  ports: [749],
  rarity: 8,
  hello: ({ random }) => framed(nullCall(random, KADM)),
  enough: isWhole,
  matchers: [programReply('kerberos-adm', KADM)],
}
