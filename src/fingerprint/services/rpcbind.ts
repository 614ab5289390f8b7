import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import {
  framed,
  isAnswerTo,
  isRecord,
  isWhole,
  MARK,
  nullCall,
  parseReply,
  rpcCall,
  SUCCESS,
  versionsOf,
} from './onc-rpc.ts'
import { otherProgram, whichProgram } from './rpc-programs.ts'
import { parseDump, type RpcProgram } from './rpcbind-dump.ts'

/** `details` of a service named `rpcbind`. */
export interface RpcbindDetails {
  /** Lowest and highest version that it speaks, where it told. */
  readonly versions?: readonly [lowest: number, highest: number]
  /** What is registered with it, the first 128; over TCP only. */
  readonly programs?: readonly RpcProgram[]
}

const PORTMAPPER = 100_000
const DUMP = 4

const reply: Matcher = (answer, { transport, sent, probe }) => {
  const start = transport === 'udp' ? 0 : MARK
  if (start > 0 && !isRecord(answer)) return undefined
  if (sent === undefined && (start === 0 || probe !== 'rpcbind')) return undefined
  const found = parseReply(answer, start)
  if (found === undefined || (sent && !isAnswerTo(sent, answer, start, PORTMAPPER))) return undefined
  const versions = versionsOf(answer, found)
  if (versions === undefined && found.status !== SUCCESS) return undefined
  return {
    name: 'rpcbind',
    details: (versions ? { versions } : {}) satisfies RpcbindDetails,
    confidence: sent ? 'verified' : 'structured',
    evidence: `reply of the port mapper${sent ? ' with our transaction id' : ''}`,
  }
}

/** The list of programs, of version 3: it names local sockets too, which tell whose it is. */
function dump({ random }: HelloContext): DetailStep {
  const send = framed(rpcCall(random, { program: PORTMAPPER, version: 3, procedure: DUMP }))
  return {
    send,
    enough: isWhole,
    merge: (match, answer) => {
      const found = isAnswerTo(send, answer, MARK, PORTMAPPER) ? parseReply(answer, MARK) : undefined
      if (found?.status !== SUCCESS) return match
      const programs = parseDump(answer, found.at)
      return {
        ...match,
        ...softwareOf(programs),
        details: { ...match.details, programs },
      }
    },
  }
}

/** The one that Linux and the BSDs have registers its own local socket. */
function softwareOf(programs: readonly RpcProgram[]): Partial<Match> {
  const own = programs.some(({ path }) => path !== undefined && path.endsWith('/rpcbind.sock'))
  return own ? { product: 'rpcbind' } : {}
}

function speaksVersion3({ details }: Match): boolean {
  const [lowest, highest] = (details as RpcbindDetails | undefined)?.versions ?? [0, 0]
  return lowest <= 3 && highest >= 3
}

/**
 * The port mapper of ONC RPC, RFC 1833 over RFC 5531. Who answers that there is no such program is another program of ONC
 * RPC: `mountd`, `nlockmgr`, `status`, `nfs`, `rquotad`, `nfs_acl`, or `rpc` where it is none of these.
 *
 * Asks: procedure 0 of a version that there is not; over TCP then DUMP of version 3. Of other programs, procedure 0 of each in turn.
 * Known by: our transaction id comes back in a reply whose length fits.
 */
export const rpcbind: ServiceProbe = {
  name: 'rpcbind',
  ports: [111],
  udpPorts: [111],
  rarity: 4,
  hello: ({ random }) => framed(nullCall(random, PORTMAPPER)),
  enough: isWhole,
  datagrams: [({ random }) => nullCall(random, PORTMAPPER)],
  matchers: [reply, (answer, context) => otherProgram(answer, context, PORTMAPPER)],
  reacts: { http: 'reset', tls: 'reset' },
  detail: (match, step, context) =>
    step === 0 && speaksVersion3(match) ? dump(context) : whichProgram(match, step, context, 'tcp'),
  datagramDetail: (match, step, context) => whichProgram(match, step, context, 'udp'),
}
