import type { AnswerContext, DetailStep, HelloContext, Match, Matcher } from '../service-probe.ts'
import {
  framed,
  isAnswerTo,
  isRecord,
  MARK,
  nullCall,
  parseReply,
  PROGRAM_UNAVAILABLE,
  SUCCESS,
  versionsOf,
} from './onc-rpc.ts'

/** `details` of a service named `rpc`, `mountd`, `nlockmgr`, `status`, `rquotad`, `nfs_acl` or `kerberos-adm`. */
export interface RpcProgramDetails {
  /** The number of the program. */
  readonly program?: number
  /** Lowest and highest version that it speaks, where it told. */
  readonly versions?: readonly [lowest: number, highest: number]
}

/** Programs that listen on ports of their own, and their names in the list of IANA, the most usual first. */
const PROGRAMS = [
  { program: 100_005, name: 'mountd' },
  { program: 100_003, name: 'nfs' },
  { program: 100_021, name: 'nlockmgr' },
  { program: 100_024, name: 'status' },
  { program: 100_011, name: 'rquotad' },
  { program: 100_227, name: 'nfs_acl' },
] as const

/** Reads the answer of one program to a call of its own. */
export function programReply(name: string, program: number): Matcher {
  return (answer, { transport, sent, probe }) => {
    const start = transport === 'udp' ? 0 : MARK
    // Every program of ONC RPC replies in this form: it has to be the answer to a call of this one.
    if (sent === undefined ? start === 0 || probe !== name : !isAnswerTo(sent, answer, start, program))
      return undefined
    if (start > 0 && !isRecord(answer)) return undefined
    const found = parseReply(answer, start)
    if (found === undefined) return undefined
    const versions = versionsOf(answer, found)
    const isMismatch = versions !== undefined && found.at + 8 === answer.length
    if (!isMismatch && found.status !== SUCCESS) return undefined
    return {
      name,
      details: { program, ...(versions && { versions }) } satisfies RpcProgramDetails,
      confidence: sent ? 'verified' : 'structured',
      evidence: `reply of program ${program}${sent ? ' with our transaction id' : ''}`,
    }
  }
}

/** A call of `program` that is answered in the form of ONC RPC by somebody who has no such program. */
export function otherProgram(
  answer: Uint8Array,
  { transport, sent }: AnswerContext,
  program: number,
): Match | undefined {
  const start = transport === 'udp' ? 0 : MARK
  if (sent === undefined || (start > 0 && !isRecord(answer))) return undefined
  if (!isAnswerTo(sent, answer, start, program)) return undefined
  const reply = parseReply(answer, start)
  if (reply?.status !== PROGRAM_UNAVAILABLE || reply.at !== answer.length) return undefined
  return {
    name: 'rpc',
    by: 'rpcbind',
    details: {} satisfies RpcProgramDetails,
    confidence: 'verified',
    evidence: 'reply of ONC RPC with our transaction id: another program',
  }
}

/** Asks which program it is, one after the other. `undefined` once that is known, or all have been asked. */
export function whichProgram(
  { name, details }: Match,
  step: number,
  { random }: HelloContext,
  transport: AnswerContext['transport'],
): DetailStep | undefined {
  const next = PROGRAMS[step]
  if (name !== 'rpc' || details?.['program'] !== undefined || next === undefined) return undefined
  const call = nullCall(random, next.program)
  const start = transport === 'udp' ? 0 : MARK
  const send = start === 0 ? call : framed(call)
  return {
    send,
    merge: (match, answer) => {
      if (!isAnswerTo(send, answer, start, next.program)) return match
      const reply = parseReply(answer, start)
      const versions = reply && versionsOf(answer, reply)
      if (reply === undefined || (versions === undefined && reply.status !== SUCCESS)) return match
      return {
        ...match,
        name: next.name,
        details: { program: next.program, ...(versions && { versions }) } satisfies RpcProgramDetails,
        evidence: `reply of program ${next.program} with our transaction id`,
      }
    },
  }
}
