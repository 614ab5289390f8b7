import { cookie, sameBytes, viewOf } from '../echo.ts'
import type { DetailStep, HelloContext, Match, Matcher, ServiceProbe } from '../service-probe.ts'
import { parseDump, type RpcProgram } from './rpcbind-dump.ts'

/** `details` of a service named `rpcbind`. */
export interface RpcbindDetails {
  /** Lowest and highest version that it speaks, where it told. */
  readonly versions?: readonly [lowest: number, highest: number]
  /** What is registered with it, the first 128; over TCP only. */
  readonly programs?: readonly RpcProgram[]
}

const PORTMAPPER = 100_000
const ACCEPTED = 0
const [SUCCESS, PROGRAM_MISMATCH] = [0, 2]
/** Length of a call without arguments. */
const CALL = 40
/** Over TCP: four bytes of length, the highest bit for the last fragment (RFC 5531, section 11). */
const MARK = 4
const LAST = 0x8000_0000
const DUMP = 4

/** A call without arguments or credentials: our id, RPC version 2, program, its version, procedure. */
function call(random: () => number, version: number, procedure: number): Buffer {
  const bytes = Buffer.alloc(CALL)
  cookie(random, 4).copy(bytes)
  bytes.writeUInt32BE(2, 8)
  bytes.writeUInt32BE(PORTMAPPER, 12)
  bytes.writeUInt32BE(version, 16)
  bytes.writeUInt32BE(procedure, 20)
  return bytes
}

/** A call of procedure 0, which does nothing, of program version 104: the answer says which versions there are. */
function nullCall({ random }: HelloContext): Uint8Array {
  return call(random, 104, 0)
}

function framed(message: Uint8Array): Uint8Array {
  return Buffer.concat([Buffer.from([0x80, 0, 0, message.length]), message])
}

interface Reply {
  readonly status: number
  /** Where the results start. */
  readonly at: number
}

/** An accepted reply, at `start`: type 1, state, a verifier of at most 400 bytes (RFC 5531, section 9). */
function parseReply(answer: Uint8Array, start: number): Reply | undefined {
  if (answer.length < start + 24) return undefined
  const view = viewOf(answer)
  const verifier = view.getUint32(start + 16)
  const at = start + 20 + Math.ceil(verifier / 4) * 4
  const accepted = view.getUint32(start + 4) === 1 && view.getUint32(start + 8) === ACCEPTED
  if (!accepted || verifier > 400 || at + 4 > answer.length) return undefined
  return { status: view.getUint32(at), at: at + 4 }
}

/** Whether it has the id of this call, which asked the port mapper: other programs reply in the same form. */
function isAnswerTo(sent: Uint8Array, answer: Uint8Array, start: number): boolean {
  return (
    sent.length === start + CALL &&
    viewOf(sent).getUint32(start + 12) === PORTMAPPER &&
    sameBytes(answer, start, sent, start, 4)
  )
}

const reply: Matcher = (answer, { transport, sent, probe }) => {
  const start = transport === 'udp' ? 0 : MARK
  if (start > 0 && !isRecord(answer)) return undefined
  if (sent === undefined && (start === 0 || probe !== 'rpcbind')) return undefined
  const found = parseReply(answer, start)
  if (found === undefined || (sent && !isAnswerTo(sent, answer, start))) return undefined
  const view = viewOf(answer)
  const versions = found.status === PROGRAM_MISMATCH && found.at + 8 <= answer.length
  if (!versions && found.status !== SUCCESS) return undefined
  return {
    name: 'rpcbind',
    details: (versions
      ? { versions: [view.getUint32(found.at), view.getUint32(found.at + 4)] }
      : {}) satisfies RpcbindDetails,
    confidence: sent ? 'verified' : 'structured',
    evidence: `reply of the port mapper${sent ? ' with our transaction id' : ''}`,
  }
}

/** Whether it is one whole record. */
function isRecord(bytes: Uint8Array): boolean {
  return bytes.length > MARK && viewOf(bytes).getUint32(0) === LAST + bytes.length - MARK
}

function isWhole(bytes: Uint8Array): boolean {
  return bytes.length >= MARK && bytes.length >= MARK + (viewOf(bytes).getUint32(0) & 0x7fff_ffff)
}

/** The list of programs, of version 3: it names local sockets too, which tell whose it is. */
function dump({ random }: HelloContext): DetailStep {
  const send = framed(call(random, 3, DUMP))
  return {
    send,
    enough: isWhole,
    merge: (match, answer) => {
      const found = isAnswerTo(send, answer, MARK) ? parseReply(answer, MARK) : undefined
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
 * The port mapper of ONC RPC, RFC 1833 over RFC 5531.
 *
 * Asks: procedure 0 of a version that there is not; over TCP then DUMP of version 3.
 * Known by: our transaction id comes back in a reply whose length fits.
 */
export const rpcbind: ServiceProbe = {
  name: 'rpcbind',
  ports: [111],
  udpPorts: [111],
  rarity: 4,
  hello: (context) => framed(nullCall(context)),
  enough: isWhole,
  datagrams: [nullCall],
  matchers: [reply],
  reacts: { http: 'reset', tls: 'reset' },
  detail: (match, step, context) => (step === 0 && speaksVersion3(match) ? dump(context) : undefined),
}
