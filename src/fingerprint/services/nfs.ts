import type { Matcher, ServiceProbe } from '../service-probe.ts'
import {
  framed,
  isAnswerTo,
  isRecord,
  isWhole,
  MARK,
  nullCall,
  parseReply,
  SUCCESS,
  versionsOf,
} from './onc-rpc.ts'

/** `details` of a service named `nfs`. */
export interface NfsDetails {
  /** Lowest and highest version that it speaks, where it told. */
  readonly versions?: readonly [lowest: number, highest: number]
}

const NFS = 100_003

const reply: Matcher = (answer, { transport, sent, probe }) => {
  const start = transport === 'udp' ? 0 : MARK
  // Every program of ONC RPC replies in this form: it has to be the answer to a call of NFS.
  if (sent === undefined ? start === 0 || probe !== 'nfs' : !isAnswerTo(sent, answer, start, NFS))
    return undefined
  if (start > 0 && !isRecord(answer)) return undefined
  const found = parseReply(answer, start)
  if (found === undefined) return undefined
  const versions = versionsOf(answer, found)
  if ((versions === undefined || found.at + 8 !== answer.length) && found.status !== SUCCESS) return undefined
  return {
    name: 'nfs',
    details: (versions ? { versions } : {}) satisfies NfsDetails,
    confidence: sent ? 'verified' : 'structured',
    evidence: `reply of NFS${sent ? ' with our transaction id' : ''}`,
  }
}

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
  matchers: [reply],
}
